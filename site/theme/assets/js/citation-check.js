/* The citation check. The table of the page is the data and this is no module: nothing is fetched, so
   that it works from a folder too. analyses/citations_check.py does the same for files; tests hold
   both to one list. */
(() => {
  "use strict";

  const HYPHENS = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g;
  const HIDDEN = /[\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]/g;
  const BROKEN = /-[ \t]*\r?\n[ \t]*/g;
  const WORD = /[a-z0-9]+(?:-[a-z0-9]+)+/g;
  const SHAPE = /^([a-z]+)-[a-z0-9-]+-(?:controlled|pre-post|cross-sectional)$/;
  const VERSION = /\bversions?[\s:/*_{}\\]*([0-9a-f]{8})\b/;
  const AFTER = 160;

  /* Versions by finding, then by version: {standing, present, account}. */
  function readVersions(rows) {
    const known = new Map();
    for (const row of rows) {
      if (!known.has(row.finding)) known.set(row.finding, new Map());
      known.get(row.finding).set(row.version, row);
    }
    return known;
  }

  function named(text, known) {
    const plain = text.replace(HYPHENS, "-").replace(HIDDEN, "").replace(BROKEN, "-").toLowerCase();
    const outcomes = new Set([...known.keys()].map((ident) => ident.split("-")[0]));
    const places = [];
    for (const match of plain.matchAll(WORD)) {
      const word = match[0].replace(/^hub-/, "");
      const shape = SHAPE.exec(word);
      if (known.has(word) || (shape && outcomes.has(shape[1]))) {
        places.push({ word, start: match.index, end: match.index + match[0].length });
      }
    }
    return places.map(({ word, end }, i) => {
      const stop = i + 1 < places.length ? places[i + 1].start : plain.length;
      const version = VERSION.exec(plain.slice(end, Math.min(stop, end + AFTER)));
      return { finding: word, version: version ? version[1] : "" };
    });
  }

  /* Each finding and version that a text cites, in the order of the text. */
  function checkCitations(text, known) {
    const found = new Map(named(text, known).map((c) => [`${c.finding} ${c.version}`, c]));
    const versioned = new Set([...found.values()].filter((c) => c.version).map((c) => c.finding));
    return [...found.values()]
      .filter((c) => c.version || !versioned.has(c.finding))
      .map((c) => ({ ...c, ...standing(c, known) }));
  }

  function standing({ finding, version }, known) {
    const versions = known.get(finding);
    if (!versions) return { standing: "unknown-finding", present: "" };
    const row = versions.get(version);
    if (row) return { standing: row.standing, present: row.present, row };
    const any = versions.values().next().value;
    if (!any.present) return { standing: "retired", present: "", row: any };
    return { standing: version ? "unknown-version" : "no-version", present: any.present };
  }

  function filled(text, values) {
    return Object.entries(values).reduce((t, [name, v]) => t.replaceAll(`{${name}}`, v), text);
  }

  function made(name, text, className) {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    if (className) element.className = className;
    return element;
  }

  function item(cited, words, known) {
    const line = made("li");
    line.dataset.standing = cited.standing;
    line.append(made("span", words[`is-${cited.standing}`], `badge badge--stands-${cited.standing}`), " ");
    const ident = made("code", cited.finding);
    if (known.has(cited.finding)) {
      const link = made("a");
      link.href = `../findings/${cited.finding}.html`;
      link.append(ident);
      line.append(link);
    } else {
      line.append(ident);
    }
    if (cited.version) line.append(", ", made("code", cited.version));
    line.append(". ", cited.row ? cited.row.account : words[cited.standing] || "");
    if (cited.present && cited.present !== cited.version) {
      line.append(" ", filled(words.present, { version: cited.present }));
    }
    const old = cited.version && cited.row?.link;
    if (old && cited.standing !== "current") {
      const link = made("a", filled(words["read-old"], { version: cited.version }));
      link.href = old;
      line.append(" (", link, ")");
    }
    return line;
  }

  function tableRows() {
    return [...document.querySelectorAll("#check-versions tbody tr")].map((row) => ({
      ...row.dataset,
      account: row.cells[3].textContent,
      link: row.cells[1].querySelector("a")?.getAttribute("href"),
    }));
  }

  function start(form) {
    const words = JSON.parse(form.dataset.words);
    const text = document.getElementById("check-text");
    const said = document.getElementById("check-said");
    const list = document.getElementById("check-found");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const known = readVersions(tableRows());
      const found = checkCitations(text.value, known);
      const counts = new Map();
      for (const c of found) counts.set(c.standing, (counts.get(c.standing) || 0) + 1);
      const shown = [...counts].map(([name, n]) => `${words[`is-${name}`]} ${n}`).join(", ");
      said.textContent = found.length
        ? filled(words.found, { count: String(found.length), counts: shown })
        : words.nothing;
      list.replaceChildren(...found.map((c) => item(c, words, known)));
    });
    form.addEventListener("reset", () => {
      said.textContent = "";
      list.replaceChildren();
    });
    form.hidden = false;
    document.getElementById("check-note").remove();
  }

  const form = document.getElementById("check");
  if (form) start(form);
})();
