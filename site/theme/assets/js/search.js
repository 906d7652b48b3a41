/* The search page: results as they are typed, choices with counts, all of it in the address.
   Over a network it asks the index; opened from a folder, where a page may not read files, it
   looks through the titles, which it can load as a script. */
(() => {
  "use strict";

  const root = new URL("../../", document.currentScript.src);
  const { say, facets, labels, language } = JSON.parse(
    document.getElementById("search-words").textContent,
  );
  const [box, panel, form, count, mean, value, list, more, status] = [
    ...["search-box", "search-panel", "search-facets", "search-count", "search-mean"],
    ...["search-value", "search-list", "search-more", "search-status"],
  ].map((id) => document.getElementById(id));
  const STEP = 10;
  const KINDS = Object.keys(labels.kind);
  const NAMES = Object.keys(facets);
  const wide = matchMedia("(min-width: 60em)").matches;
  const OPEN = new Set(wide ? ["kind", "level"] : ["kind"]); // facets that stand open

  /* ---- small pieces ---- */

  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  const fill = (name, values) => say[name].replace(/%(\w)/g, (_, key) => values[key]);
  const counted = (n) => fill(n === 1 ? "count-one" : "count-other", { n: n.toLocaleString("en") });
  const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const wordsOf = (text) => plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];

  const countries = new Intl.DisplayNames([language], { type: "region" });
  function labelOf(facet, value) {
    if (facet === "country" && /^[A-Z]{2}$/.test(value)) return countries.of(value);
    return labels[facet]?.[value] ?? value.replaceAll("-", " ");
  }

  /* ---- the state, which is the address ---- */

  function stateOf(address) {
    const asked = new URL(address).searchParams;
    const chosen = {};
    for (const name of NAMES) {
      const values = asked.getAll(name);
      if (values.length) chosen[name] = values;
    }
    return { query: asked.get("q") ?? "", chosen };
  }

  function addressOf({ query, chosen }) {
    const asked = new URLSearchParams();
    if (query.trim()) asked.set("q", query.trim());
    for (const name of NAMES) for (const one of chosen[name] ?? []) asked.append(name, one);
    const text = asked.toString();
    return location.pathname + (text ? `?${text}` : "");
  }

  let state = stateOf(location.href);

  function go(next, { step = false } = {}) {
    state = next;
    try {
      history[step ? "pushState" : "replaceState"](null, "", addressOf(state));
    } catch {
      /* a page of a folder may not change its address in every browser */
    }
    update();
  }

  /* ---- two engines with one answer: { total, counts, load(from, to) } ---- */

  async function indexEngine() {
    const pagefind = await import(new URL("pagefind/pagefind.js", root).href);
    await pagefind.options({
      baseUrl: root.pathname,
      excerptLength: 26,
      ranking: {
        pageLength: 0.1, // a finding with many studies is no worse a match
        metaWeights: { title: 20, ident: 20, facts: 0, kind: 0, order: 0 },
      },
    });
    await pagefind.init();
    const all = await pagefind.filters(); // so that answers come with counts
    const { words, short } = await (await fetch(new URL("search/words.json", root))).json();

    const asked = (chosen) =>
      Object.fromEntries(Object.entries(chosen).map(([name, any]) => [name, { any }]));

    return {
      words,
      all,
      named: short.map(resultOf),
      async find({ query, chosen }) {
        const text = query.trim() || null;
        if (!text && !Object.keys(chosen).length) return { total: null, counts: all };
        const filters = asked(chosen);
        const order = text ? {} : { sort: { order: "asc" } };
        const found = await pagefind.search(text, { filters, ...order });
        const counts = { ...found.filters };
        /* What else could be chosen of a facet is counted as if nothing of it were. */
        for (const name of Object.keys(chosen)) {
          const { [name]: _, ...others } = filters;
          const wider = await pagefind.search(text, { filters: others });
          counts[name] = text || Object.keys(others).length ? wider.filters[name] : all[name];
        }
        return {
          total: found.results.length,
          counts,
          async load(from, to) {
            const part = found.results.slice(from, to);
            const data = await Promise.all(part.map((result) => result.data()));
            return data.map((d, i) => ({
              url: d.url,
              title: d.meta.title,
              kind: d.meta.kind,
              facts: d.meta.facts ?? "",
              ident: d.meta.ident ?? "",
              order: d.meta.order ?? "",
              excerpt: d.excerpt,
              score: part[i].score,
              places: (d.sub_results ?? []).filter((s) => s.url.includes("#") && s.title),
            }));
          },
        };
      },
    };
  }

  function resultOf([url, title, kind, facts, ident]) {
    const address = new URL(url, root).href.replace(/^https?:\/\/[^/]*/, "");
    return { url: address, title, kind, facts, ident, order: "", places: [], excerpt: "" };
  }

  function script(url) {
    return new Promise((resolve, reject) => {
      const added = element("script", { src: url });
      added.onload = resolve;
      added.onerror = reject;
      document.head.append(added);
    });
  }

  async function titleEngine() {
    await script(new URL("search/titles.js", root).href);
    const rows = globalThis.hubTitles.map(resultOf);
    for (const row of rows) row.text = plain(`${row.title} ${row.ident}`);
    const words = [...new Set(rows.flatMap((row) => wordsOf(row.title)))];
    return {
      words,
      all: {},
      named: [],
      async find({ query, chosen }) {
        const asked = wordsOf(query);
        const kinds = chosen.kind ?? [];
        if (!asked.length && !kinds.length) return { total: null, counts: {} };
        const fits = rows.filter((row) => asked.every((word) => row.text.includes(word)));
        const kept = fits.filter((row) => !kinds.length || kinds.includes(row.kind));
        kept.sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
        const counts = {};
        for (const row of fits) counts[row.kind] = (counts[row.kind] ?? 0) + 1;
        return {
          total: kept.length,
          counts: { kind: counts },
          load: async (from, to) => kept.slice(from, to),
        };
      },
    };
  }

  /* ---- order ---- */

  /* What was typed exactly comes first; of results that fit about as well, findings come first. */
  function ordered(results, query) {
    const typed = plain(query.trim());
    const exact = (r) => plain(r.title) === typed || plain(r.ident) === typed;
    const rank = (r) => r.order.slice(0, 4) || String(KINDS.indexOf(r.kind)).padStart(2, "0");
    const best = Math.max(...results.map((r) => r.score ?? 0));
    const group = (r) => (best ? Math.round((8 * (r.score ?? 0)) / best) : 0);
    return results
      .map((r, i) => [r, i])
      .sort(
        ([a, i], [b, j]) =>
          exact(b) - exact(a) || group(b) - group(a) || rank(a).localeCompare(rank(b)) || i - j,
      )
      .map(([r]) => r);
  }

  /* ---- did you mean ---- */

  /* Edits between two words, two neighbours swapped counting as one; stops above the limit. */
  function edits(a, b, limit) {
    if (Math.abs(a.length - b.length) > limit) return limit + 1;
    let [before, row] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
    for (let i = 1; i <= a.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= b.length; j += 1) {
        const other = a[i - 1] === b[j - 1] ? 0 : 1;
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + other);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
          next[j] = Math.min(next[j], before[j - 2] + 1);
        }
      }
      if (Math.min(...next) > limit) return limit + 1;
      [before, row] = [row, next];
    }
    return row[b.length];
  }

  function nearest(word, words) {
    const limit = word.length < 7 ? 1 : 2;
    let [best, least] = [null, limit + 1];
    for (const candidate of words) {
      const distance = edits(word, plain(candidate), limit);
      if (distance < least) [best, least] = [candidate, distance];
    }
    return best;
  }

  /* The query with each word that nothing found holds put right; null when there is none. */
  function corrected(query, results, words) {
    const seen = plain(results.map((r) => `${r.title} ${r.ident} ${r.excerpt}`).join(" "));
    let changed = false;
    const right = query.trim().replace(/[\p{L}]{4,}/gu, (written) => {
      const word = plain(written);
      const stem = word.slice(0, Math.max(4, word.length - 2));
      if (seen.includes(stem) || words.some((w) => plain(w) === word)) return written;
      const near = nearest(word, words);
      changed ||= near !== null;
      return near ?? written;
    });
    return changed ? right : null;
  }

  /* ---- drawing ---- */

  /* The index gives an excerpt as HTML with <mark> in it and all else escaped: it becomes text. */
  function excerptOf(text) {
    const shown = element("p", { class: "search__excerpt" });
    const letters = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"' };
    text.split(/<\/?mark>/).forEach((part, i) => {
      const read = part.replace(/&(?:lt|gt|amp|quot);/g, (e) => letters[e]);
      shown.append(i % 2 ? element("mark", {}, read) : read);
    });
    return shown;
  }

  function itemOf(result) {
    const item = element("li", { class: "search__item" });
    const kind = element("span", { class: "badge search__kind" }, labelOf("kind", result.kind));
    const link = element("a", { href: result.url }, result.title);
    item.append(element("p", { class: "search__title" }, kind, " ", link));
    if (result.facts) item.append(element("p", { class: "search__facts" }, result.facts));
    if (result.excerpt) item.append(excerptOf(result.excerpt));
    const places = result.places.filter((p) => p.title !== result.title).slice(0, 3);
    if (places.length) {
      const links = element("p", { class: "search__places" }, say.places);
      for (const place of places) {
        links.append(place === places[0] ? " " : " · ", element("a", { href: place.url }, place.title));
      }
      item.append(links);
    }
    return item;
  }

  function drawFacets(counts) {
    const focused = document.activeElement?.id;
    const opened = new Set(
      [...form.querySelectorAll("details")].map((d) => (d.open ? d.dataset.facet : "")),
    );
    const first = !form.childElementCount;
    const groups = [];
    for (const name of NAMES) {
      const chosen = state.chosen[name] ?? [];
      const values = { ...counts?.[name] };
      for (const value of chosen) values[value] ??= 0;
      const shown = Object.entries(values).filter(([v, n]) => n || chosen.includes(v));
      if (!shown.length) continue;
      const years = name === "year";
      shown.sort(([a, n], [b, m]) => (years ? b.localeCompare(a) : m - n || a.localeCompare(b)));
      const group = element("details", { "data-facet": name });
      group.open = first ? OPEN.has(name) || chosen.length > 0 : opened.has(name);
      const title = element("summary", {}, facets[name]);
      if (chosen.length) title.append(` (${fill("chosen", { n: chosen.length })})`);
      const choices = element("fieldset", {}, element("legend", { class: "unseen" }, facets[name]));
      for (const [value, n] of shown) {
        const id = `search-${name}-${value}`;
        const tick = element("input", { type: "checkbox", id, name, value });
        tick.checked = chosen.includes(value);
        const words = ` ${labelOf(name, value)} `;
        const number = element("span", { class: "search__n" }, String(n));
        choices.append(element("label", { for: id }, tick, words, number));
      }
      group.append(title, choices);
      groups.push(group);
    }
    if (Object.keys(state.chosen).length) {
      const clear = element("button", { type: "button", id: "search-clear" }, say.clear);
      groups.push(clear);
    }
    form.replaceChildren(...groups);
    document.getElementById(focused)?.focus();
  }

  let spoken = 0;
  /* Said once typing rests, so that a screen reader is not interrupted by every letter. */
  function announce(text) {
    clearTimeout(spoken);
    spoken = setTimeout(() => (status.textContent = text), 700);
  }

  let answer = null;
  let shown = 0;

  /* Pages called just so, when nothing is chosen: the index may have them far down. */
  function calledSo() {
    if (Object.keys(state.chosen).length) return [];
    const typed = plain(state.query.trim());
    return engine.named.filter((r) => plain(r.title) === typed || plain(r.ident) === typed);
  }

  async function drawMore({ focus = false } = {}) {
    const mine = answer;
    const query = state.query;
    const part = await mine.load(shown, shown + STEP);
    if (mine !== answer) return null;
    const address = (r) => new URL(r.url, location).href;
    const named = shown ? [] : calledSo().filter((n) => !part.some((r) => address(r) === address(n)));
    const results = [...ordered([...named, ...part], query)];
    const items = results.map(itemOf);
    list[shown ? "append" : "replaceChildren"](...items);
    shown += part.length;
    const left = Math.min(STEP, mine.total - shown);
    more.hidden = left <= 0;
    more.textContent = fill("more", { n: left });
    if (focus) items[0]?.querySelector("a").focus();
    return results;
  }

  function drawCorrection(text) {
    mean.hidden = text === null;
    if (text === null) return;
    mean.replaceChildren(`${say["did-you-mean"]} `, linkTo({ ...state, query: text }, text));
  }

  /* What was typed is a value that can be chosen, such as a country: offer all that has it. */
  function drawValue() {
    const typed = plain(state.query.trim());
    const offers = [];
    for (const [name, values] of Object.entries(engine.all)) {
      if (!facets[name] || name === "kind") continue;
      for (const [value, n] of Object.entries(values)) {
        if (!typed || plain(labelOf(name, value)) !== typed) continue;
        const chosen = { [name]: [value] };
        const text = `${facets[name]}: ${labelOf(name, value)} (${n})`;
        offers.push(linkTo({ query: "", chosen }, text));
      }
    }
    value.hidden = !offers.length;
    value.replaceChildren(say["all-of"], ...offers.flatMap((link) => [" ", link]));
  }

  function linkTo(next, text) {
    const link = element("a", { href: addressOf(next) }, text);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      box.value = next.query;
      box.focus();
      go(next, { step: true });
    });
    return link;
  }

  async function draw(found) {
    answer = found;
    drawFacets(found.counts);
    drawValue();
    shown = 0;
    if (found.total === null) {
      list.replaceChildren();
      more.hidden = true;
      mean.hidden = true;
      count.textContent = say.ready;
      return;
    }
    const results = await drawMore();
    if (results === null) return;
    const text = found.total ? counted(found.total) : say.none;
    count.textContent = text;
    const right = corrected(state.query, results, engine.words);
    drawCorrection(right);
    announce(right ? `${text} ${say["did-you-mean"]} ${right}` : text);
  }

  /* ---- one search at a time: what is typed meanwhile is searched next ---- */

  let engine = null;
  let busy = false;
  let again = false;

  async function update() {
    if (!engine) return;
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    do {
      again = false;
      await draw(await engine.find(state));
    } while (again);
    busy = false;
  }

  async function start() {
    panel.hidden = false;
    document.getElementById("search-narrow").open = wide;
    box.value = state.query;
    const local = location.protocol === "file:";
    let note = local ? say.offline : "";
    try {
      engine = local ? await titleEngine() : await indexEngine();
    } catch (problem) {
      console.warn(problem);
      note = say.broken;
      engine = await titleEngine();
    }
    if (note) panel.before(element("p", { class: "search__note" }, note));
    if (!state.query) box.focus();
    await update();
  }

  box.addEventListener("input", () => go({ ...state, query: box.value }));
  box.form.addEventListener("submit", (event) => {
    event.preventDefault();
    go({ ...state, query: box.value }, { step: true });
  });
  form.addEventListener("change", () => {
    const chosen = {};
    for (const tick of form.querySelectorAll("input:checked")) {
      (chosen[tick.name] ??= []).push(tick.value);
    }
    go({ ...state, chosen }, { step: true });
  });
  form.addEventListener("click", (event) => {
    if (event.target.id === "search-clear") {
      go({ ...state, chosen: {} }, { step: true });
      box.focus();
    }
  });
  more.addEventListener("click", () => drawMore({ focus: true }));
  addEventListener("popstate", () => {
    state = stateOf(location.href);
    box.value = state.query;
    update();
  });
  start();
})();
