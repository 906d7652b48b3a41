/* The Explorer page: filters over the table that the page holds anyway, and what follows from them.
   The address holds the selection. Nothing is stored and nothing leaves the page. */
import { make, saveText } from "./elements.js";
import { Filters } from "./filter-box.js";
import { FILTERS, queryOf, searchText } from "./filter-state.js";
import { forest } from "./forest.js";
import { mapOfChoice } from "./explorer-map.js";
import { csvOf, prepared, searchOf, select, startState, stateFrom } from "./explorer-selection.js";
import { kindOf, labelOf, remarks, sentences, weightWords } from "./explorer-words.js";
import { pieces, word } from "./words.js";

const NAMES = {
  family: word("filter-family"), evidence: word("filter-evidence"), level: word("filter-level"),
  kind: word("filter-kind"), country: word("filter-country"), construct: word("filter-construct"),
  income: word("filter-income-of-country"), cadre: word("filter-cadre"),
  design: word("filter-design"), bias: word("filter-bias"), status: word("filter-status"),
};
const FIRST = ["family", "evidence", "level", "kind", "country"];
const FAVOURS = {
  pre_post: [word("forest-worse"), word("forest-better")],
  controlled: [word("forest-for-comparison"), word("forest-for-intervention")],
};

const ROWS = 200; // of the table, before a visitor asks for all
const DRAWN = 100; // squares of the drawing, likewise

const mount = document.getElementById("explorer-panel");
const table = document.getElementById("explorer-effects");
const body = table.tBodies[0];

start().catch((error) => {
  mount.hidden = true; // it holds a place until then
  throw error;
});

async function start() {
  const response = await fetch(mount.dataset.source);
  if (!response.ok) throw new Error(`${mount.dataset.source}: ${response.status}`);
  const data = prepared(await response.json());
  const { state, unknown } = stateFrom(location.search, data);
  const view = build(data, state, unknown);
  mount.replaceChildren(view.form, view.answer, view.figure, view.grid);
  refresh(view);
}

/* --- the parts of the page --- */

function build(data, state, unknown) {
  const view = { data, state, unknown, rows: new Map() };
  view.once = make("input", { type: "checkbox", checked: state.once });
  view.filters = new Filters(view, {
    id: "explorer", names: NAMES, first: FIRST, onChange: () => changed(view),
    label: (name, value) => labelOf(data, name, value),
  });
  view.form = formOf(view);
  view.says = make("div", { role: "status" });
  view.more = make("div");
  view.answer = make("div", { className: "answer", tabIndex: -1 }, view.says, view.more);
  view.figure = make("figure", { className: "forest", tabIndex: 0, hidden: true });
  view.figure.setAttribute("aria-label", word("forest-title"));
  view.grid = make("div", { className: "explorer__map", hidden: true });
  prepareTable(view);
  return view;
}

function formOf(view) {
  const onceLabel = make("label", { className: "explorer__switch" }, view.once,
    ` ${word("explorer-once")}`);
  const reset = buttonOf(word("explorer-reset"));
  const save = buttonOf(word("explorer-save"));
  view.map = make("a", { href: "../gap-map/index.html" }, word("explorer-map"));
  reset.addEventListener("click", () => restart(view));
  save.addEventListener("click", () => download(view));
  view.once.addEventListener("change", () => {
    view.state.once = view.once.checked;
    changed(view);
  });
  const form = make("form", { className: "explorer__form" }, view.filters.element,
    make("div", { className: "explorer__actions" }, onceLabel, reset, save, view.map));
  form.setAttribute("aria-label", word("explorer-form"));
  form.addEventListener("submit", (event) => event.preventDefault());
  return form;
}

function buttonOf(text) {
  return make("button", { type: "button", className: "explorer__button" }, text);
}

/* The rows wait outside the page until they are shown: thousands of them would make each change slow. */
function prepareTable(view) {
  table.tHead.rows[0].prepend(make("th", { scope: "col", className: "explorer__leave" }, word("explorer-leave-out")));
  table.tHead.querySelector(".explorer__use").textContent = word("explorer-use");
  view.waiting = new Map([...body.rows].map((row) => [row.id, row]));
  view.rest = make("p", { hidden: true });
  table.closest(".table-wrap").after(view.rest);
  addEventListener("beforeprint", () => {
    drawForest(view, view.result, Infinity);
    drawMap(view, view.result, Infinity);
    fillTable(view, view.result, Infinity);
  });
}

function rowOf(view, effect) {
  if (view.rows.has(effect.id)) return view.rows.get(effect.id);
  const row = view.waiting.get(`row-${effect.id}`);
  const button = buttonOf("");
  button.addEventListener("click", () => toggle(view, effect.study));
  row.prepend(make("td", { className: "explorer__leave" }, button));
  const found = { row, button, role: row.querySelector(".explorer__use") };
  view.rows.set(effect.id, found);
  return found;
}

/* --- what a visitor does --- */

function changed(view) {
  view.unknown = [];
  refresh(view);
}

function restart(view) {
  view.state = startState(view.data);
  view.once.checked = false;
  view.filters.show();
  changed(view);
}

function toggle(view, study) {
  const { without } = view.state;
  view.state.without = without.includes(study)
    ? without.filter((s) => s !== study)
    : [...without, study];
  refresh(view);
}

function download(view) {
  const { state } = view;
  const part = (name) => (state[name].length ? state[name].join("-") : "any");
  const name = `explorer-${part("family")}-${part("evidence")}.csv`.replaceAll("_", "-");
  saveText(csvOf(select(view.data, state)), "text/csv", name);
}

/* --- what follows --- */

/* The estimate first; the drawing and the table, which take longer, once it can be seen. */
function refresh(view) {
  const { data, state } = view;
  const result = select(data, state);
  history.replaceState(null, "", `${location.pathname}${searchOf(state, data)}${location.hash}`);
  const chosen = view.filters.inWords();
  view.says.replaceChildren(...sentences(chosen, state, view.unknown, result).map((text) => make("p", {}, text)));
  view.more.replaceChildren(...notes(view, result));
  view.map.href = `../gap-map/index.html${searchText(queryOf(state, { start: {} }))}`;
  table.setAttribute("aria-busy", "true");
  view.result = result;
  view.filters.count();
  afterPaint(() => {
    if (view.result !== result) return; // another choice came meanwhile
    drawForest(view, result);
    drawMap(view, result);
    fillTable(view, result);
    table.removeAttribute("aria-busy");
    mount.dataset.ready = "";
  });
}

function afterPaint(work) {
  requestAnimationFrame(() => setTimeout(work, 0));
}

function notes(view, result) {
  const list = make("ul");
  const say = (...parts) => list.append(make("li", {}, ...parts));
  for (const text of remarks(view.data, result)) say(text);
  const own = ownFinding(view);
  if (own) {
    const link = make("a", { href: `../findings/${own}.html` }, word("explorer-own-link"));
    say(...pieces("explorer-own", { link }));
  }
  const { without } = view.state;
  if (without.length) {
    say(`${word("explorer-left-out")} `, ...without.flatMap((s) => putBack(view, s)));
  }
  return list.children.length ? [list] : [];
}

function putBack(view, study) {
  const { label } = view.data.effects.find((e) => e.study === study);
  const button = buttonOf(word("explorer-put-back-study", { study: label }));
  button.addEventListener("click", () => {
    toggle(view, study);
    (view.more.querySelector("button") ?? view.filters.boxes.get("family").summary).focus();
  });
  return [button, " "];
}

/* The finding that asks the same question, when nothing else is chosen. */
function ownFinding({ data, state }) {
  const extra = FILTERS.filter((n) => !["family", "evidence", "level", "kind"].includes(n));
  if (extra.some((n) => state[n].length > 0) || state.words) return null;
  if (state.from !== null || state.to !== null) return null;
  const about = [...state.level, ...state.kind];
  if (about.length !== 1 || state.family.length !== 1 || state.evidence.length !== 1) return null;
  const ident = [state.family[0], about[0], state.evidence[0]].join("-").replaceAll("_", "-");
  return data.findings.includes(ident) ? ident : null;
}

function drawForest(view, result, limit = DRAWN) {
  const drawn = [...result.checked];
  if (view.state.once) {
    const inside = new Set(result.checked.map((e) => e.study));
    drawn.push(...result.every.filter((e) => !e.checked && !inside.has(e.study)));
  }
  view.figure.hidden = drawn.length < 2;
  if (drawn.length < 2) return view.figure.replaceChildren();
  const weight = (e) => result.roles.get(e.id).weight ?? 0;
  const heaviest = drawn.length > limit
    ? drawn.sort((a, b) => weight(b) - weight(a)).slice(0, limit)
    : drawn;
  const rows = heaviest.map((e) => ({
    label: e.label, href: `../studies/${e.study}.html#${e.id}`, estimate: e.yi,
    lower: e.lower, upper: e.upper, weight: weight(e),
    note: noteOf(view.data.labels.construct[e.construct], e.checked),
    hollow: !e.checked,
  })).sort((a, b) => b.estimate - a.estimate);
  const summaries = [];
  if (result.estimate.pooled) summaries.push(summaryOf(word("forest-pooled"), result.estimate));
  const svg = forest(rows, summaries, {
    title: word("forest-title"),
    description: word("forest-about", { n: rows.length, count: rows.length }),
    favours: FAVOURS[kindOf(result)], xLabel: word("forest-axis"),
    columns: [word("forest-study"), word("forest-estimate")], prediction: word("forest-prediction"),
  });
  const text = make("figcaption", {}, caption(result, rows));
  if (rows.length < drawn.length) {
    const all = buttonOf(word("forest-all", { n: drawn.length, count: drawn.length }));
    all.addEventListener("click", () => drawForest(view, result, Infinity));
    const told = { n: rows.length, all: drawn.length, count: rows.length };
    text.append(` ${word("forest-first", told)} `, all);
  }
  return view.figure.replaceChildren(svg, text);
}

function noteOf(construct, checked) {
  return checked ? construct : word("forest-read-once", { construct });
}

function summaryOf(label, e) {
  return {
    label, estimate: e.estimate, lower: e.ciLower, upper: e.ciUpper,
    piLower: e.piLower, piUpper: e.piUpper,
  };
}

function caption(result, rows) {
  const text = word(result.estimate.pooled ? "forest-caption-pooled" : "forest-caption");
  return rows.some((r) => r.hollow) ? `${text} ${word("forest-caption-once")}` : text;
}

/* A map of one cell says no more than the sentence above it. */
function drawMap(view, { shown }, limit) {
  const kinds = new Set(shown.flatMap((e) => e.kind));
  const measured = new Set(shown.map((e) => e.construct));
  view.grid.hidden = kinds.size < 2 && measured.size < 2;
  if (view.grid.hidden) return view.grid.replaceChildren();
  const label = (name, value) => labelOf(view.data, name, value);
  return view.grid.replaceChildren(...mapOfChoice(shown, label, (chosen) => {
    for (const [name, value] of Object.entries(chosen)) view.state[name] = [value];
    view.filters.show();
    changed(view);
    view.answer.focus();
  }, limit));
}

function fillTable(view, result, limit = ROWS) {
  const out = new Set(view.state.without);
  const shown = result.shown.slice(0, limit);
  const rows = shown.map((effect) => {
    const { row, button, role } = rowOf(view, effect);
    const found = result.roles.get(effect.id);
    row.classList.toggle("explorer__out", out.has(effect.study));
    const act = out.has(effect.study) ? "explorer-put-back" : "explorer-leave-out";
    button.textContent = word(act);
    button.setAttribute("aria-label", word(`${act}-study`, { study: effect.label }));
    role.textContent = found.part === "in" ? weightWords(found.weight) : found.words;
    return row;
  });
  // The same rows stay where they are, and with them the focus.
  const same = rows.length === body.rows.length && rows.every((row, i) => row === body.rows[i]);
  if (!same) body.replaceChildren(...rows);
  tellRest(view, result, rows.length);
}

function tellRest(view, result, n) {
  view.rest.hidden = n === result.shown.length;
  if (view.rest.hidden) return;
  const all = buttonOf(word("explorer-table-all"));
  all.addEventListener("click", () => {
    fillTable(view, result, Infinity);
    body.rows[n].querySelector("button").focus();
  });
  const told = { n, all: result.shown.length, count: result.shown.length };
  view.rest.replaceChildren(`${word("explorer-table-first", told)} `, all);
}
