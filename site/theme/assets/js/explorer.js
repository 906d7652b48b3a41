/* The Explorer page: filters over the table that the page holds anyway, and what follows from them.
   The address holds the selection. Nothing is stored and nothing leaves the page. */
import { forest } from "./forest.js";
import { ANY, FILTERS, csvOf, matches, searchOf, select, startState, stateFrom, valuesOf }
  from "./explorer-selection.js";
import { kindOf, labelOf, remarks, sentences, weightWords } from "./explorer-words.js";

const NAMES = {
  family: "Outcome", evidence: "Kind of evidence", level: "Level", kind: "Intervention",
  country: "Country", construct: "Measured as", income: "Income group of the country",
  cadre: "Who", design: "Design", status: "Reading",
};
const FIRST = ["family", "evidence", "level", "kind", "country"];
const FAVOURS = {
  pre_post: ["got worse", "got better"],
  controlled: ["favours comparison", "favours intervention"],
};

const mount = document.getElementById("explorer-panel");
const table = document.getElementById("explorer-effects");

start();

async function start() {
  const response = await fetch(mount.dataset.source);
  if (!response.ok) throw new Error(`${mount.dataset.source}: ${response.status}`);
  const data = await response.json();
  const { state, unknown } = stateFrom(location.search, data);
  const view = build(data, state, unknown);
  mount.replaceChildren(view.form, view.answer, view.figure);
  document.getElementById("explorer-note").hidden = true;
  refresh(view);
}

/* --- small makers of elements; text is always text --- */

function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key in element) element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

/* --- the parts of the page --- */

function build(data, state, unknown) {
  const view = { data, state, unknown, selects: {}, rows: new Map() };
  view.once = make("input", { type: "checkbox", checked: state.once });
  view.from = yearBox(state.from);
  view.to = yearBox(state.to);
  view.form = formOf(view);
  view.says = make("div", { role: "status" });
  view.more = make("div");
  view.answer = make("div", { className: "answer" }, view.says, view.more);
  view.figure = make("figure", { className: "forest", tabIndex: 0, hidden: true });
  view.figure.setAttribute("role", "group");
  view.figure.setAttribute("aria-label", "Forest plot of the selection");
  prepareTable(view);
  return view;
}

function yearBox(value) {
  return make("input", { type: "number", min: 1900, max: 2100, step: 1, value: value ?? "" });
}

function formOf(view) {
  const field = (text, control) => {
    control.id = `explorer-${text.toLowerCase().replaceAll(" ", "-")}`;
    return make("div", {}, make("label", { htmlFor: control.id }, text), control);
  };
  const grid = () => make("div", { className: "explorer__filters" });
  const [first, more] = [grid(), grid()];
  for (const name of [...FIRST, ...FILTERS.filter((n) => !FIRST.includes(n))]) {
    view.selects[name] = selectOf(view, name);
    (FIRST.includes(name) ? first : more).append(field(NAMES[name], view.selects[name]));
  }
  more.append(field("Year from", view.from), field("Year to", view.to));
  const details = make("details", {}, make("summary", {}, "More filters"), more);
  const start = startState(view.data);
  details.open = FILTERS.some((n) => !FIRST.includes(n) && view.state[n] !== start[n])
    || view.state.from !== null || view.state.to !== null;
  const onceLabel = make("label", { className: "explorer__switch" }, view.once,
    " Show what the numbers read only once would change");
  const reset = make("button", { type: "button", className: "explorer__button" }, "Start again");
  const save = make("button", { type: "button", className: "explorer__button" }, "Download as CSV");
  reset.addEventListener("click", () => restart(view));
  save.addEventListener("click", () => download(view));
  const form = make("form", { className: "explorer__form" }, first, details,
    make("div", { className: "explorer__actions" }, onceLabel, reset, save));
  form.setAttribute("aria-label", "Choose studies");
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => readForm(view));
  return form;
}

function selectOf(view, name) {
  const { data, state } = view;
  const values = [...new Set(data.effects.flatMap((e) => valuesOf(e, name)))];
  const options = values.map((value) => ({ value, label: labelOf(data, name, value) }));
  options.sort((a, b) => a.label.localeCompare(b.label, "en"));
  const select = make("select", {}, make("option", { value: ANY }, "any"));
  for (const { value, label } of options) {
    const option = make("option", { value }, label);
    option.dataset.label = label;
    select.append(option);
  }
  select.value = state[name];
  return select;
}

function prepareTable(view) {
  table.tHead.rows[0].prepend(make("th", { scope: "col" }, "Leave out"));
  table.tHead.querySelector(".explorer__use").textContent = "In the estimate?";
  for (const effect of view.data.effects) {
    const row = document.getElementById(`row-${effect.id}`);
    const button = make("button", { type: "button", className: "explorer__button" });
    button.addEventListener("click", () => toggle(view, effect.study));
    row.prepend(make("td", { className: "explorer__leave" }, button));
    view.rows.set(effect.id, { row, button, role: row.querySelector(".explorer__use") });
  }
}

/* --- what a visitor does --- */

function readForm(view) {
  const { state } = view;
  for (const name of FILTERS) state[name] = view.selects[name].value;
  state.from = view.from.value === "" ? null : view.from.valueAsNumber;
  state.to = view.to.value === "" ? null : view.to.valueAsNumber;
  state.once = view.once.checked;
  view.unknown = [];
  refresh(view);
}

function restart(view) {
  view.state = startState(view.data);
  for (const name of FILTERS) view.selects[name].value = view.state[name];
  view.from.value = view.to.value = "";
  view.once.checked = false;
  view.unknown = [];
  refresh(view);
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
  const blob = new Blob([csvOf(select(view.data, state))], { type: "text/csv;charset=utf-8" });
  const href = URL.createObjectURL(blob);
  const name = `explorer-${state.family}-${state.evidence}.csv`.replaceAll("_", "-");
  make("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

/* --- what follows --- */

function refresh(view) {
  const { data, state } = view;
  const result = select(data, state);
  history.replaceState(null, "", `${location.pathname}${searchOf(state, data)}${location.hash}`);
  countOptions(view);
  view.says.replaceChildren(...sentences(data, state, view.unknown, result).map((text) => make("p", {}, text)));
  view.more.replaceChildren(...notes(view, result));
  drawForest(view, result);
  fillTable(view, result);
}

/* Beside each value stands how many effects it would show, the other filters being as they are. */
function countOptions(view) {
  for (const [name, element] of Object.entries(view.selects)) {
    const others = { ...view.state, [name]: ANY };
    const counts = new Map();
    for (const effect of view.data.effects) {
      if (!matches(effect, others)) continue;
      for (const value of valuesOf(effect, name)) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    for (const option of element.options) {
      if (option.value === ANY) continue;
      option.textContent = `${option.dataset.label} (${counts.get(option.value) ?? 0})`;
    }
  }
}

function notes(view, result) {
  const list = make("ul");
  const say = (...parts) => list.append(make("li", {}, ...parts));
  for (const text of remarks(view.data, result)) say(text);
  const own = ownFinding(view);
  if (own) {
    say(make("a", { href: `../findings/${own}.html` }, "The hub's own answer to this question"),
      " uses every outcome of a study; its line “one effect a study” is the model used here.");
  }
  const { without } = view.state;
  if (without.length) say("Left out by you: ", ...without.flatMap((s) => putBack(view, s)));
  return list.children.length ? [list] : [];
}

function putBack(view, study) {
  const { label } = view.data.effects.find((e) => e.study === study);
  const button = make("button", { type: "button", className: "explorer__button" }, `Put back ${label}`);
  button.addEventListener("click", () => {
    toggle(view, study);
    (view.more.querySelector("button") ?? view.selects.family).focus();
  });
  return [button, " "];
}

/* The finding that asks the same question, when nothing else is chosen. */
function ownFinding({ data, state }) {
  const extra = FILTERS.filter((n) => !["family", "evidence", "level", "kind"].includes(n));
  if (extra.some((n) => state[n] !== ANY) || state.from !== null || state.to !== null) return null;
  const about = [state.level, state.kind].filter((value) => value !== ANY);
  if (about.length !== 1) return null;
  const ident = [state.family, about[0], state.evidence].join("-").replaceAll("_", "-");
  return data.findings.includes(ident) ? ident : null;
}

function drawForest(view, result) {
  const drawn = [...result.checked];
  if (view.state.once) {
    const inside = new Set(result.checked.map((e) => e.study));
    drawn.push(...result.every.filter((e) => !e.checked && !inside.has(e.study)));
  }
  view.figure.hidden = drawn.length < 2;
  if (drawn.length < 2) return view.figure.replaceChildren();
  const rows = drawn.map((e) => ({
    label: e.label, href: `../studies/${e.study}.html#${e.id}`, estimate: e.yi,
    lower: e.lower, upper: e.upper, weight: result.roles.get(e.id).weight ?? 0,
    note: view.data.labels.construct[e.construct] + (e.checked ? "" : ", read once"),
    hollow: !e.checked,
  })).sort((a, b) => b.estimate - a.estimate);
  const summaries = [];
  if (result.estimate.pooled) summaries.push(summaryOf("Pooled", result.estimate));
  const svg = forest(rows, summaries, {
    title: "Forest plot of the selection",
    description: `${drawn.length} effects, one a study. The same numbers are in the table below.`,
    favours: FAVOURS[kindOf(result)], xLabel: "Standardised effect (Hedges' g)",
  });
  view.figure.replaceChildren(svg, make("figcaption", {}, caption(view, result, rows)));
}

function summaryOf(label, e) {
  return {
    label, estimate: e.estimate, lower: e.ciLower, upper: e.ciUpper,
    piLower: e.piLower, piUpper: e.piUpper,
  };
}

function caption(view, result, rows) {
  let text = "Each square is one effect, its size the weight; the lines are 95% intervals";
  if (result.estimate.pooled) {
    text += "; the diamond is the pooled effect, the dashed line its 95% prediction interval";
  }
  if (rows.some((r) => r.hollow)) {
    text += ". A hollow square was read once and is not in the pooled effect";
  }
  return `${text}.`;
}

function fillTable(view, result) {
  for (const effect of view.data.effects) {
    const { row, button, role } = view.rows.get(effect.id);
    const found = result.roles.get(effect.id);
    row.hidden = found === undefined;
    if (row.hidden) continue;
    const out = view.state.without.includes(effect.study);
    row.classList.toggle("explorer__out", out);
    button.textContent = out ? "Put back" : "Leave out";
    button.setAttribute("aria-label", `${button.textContent} ${effect.label}`);
    role.textContent = found.part === "in" ? weightWords(found.weight) : found.words;
  }
}
