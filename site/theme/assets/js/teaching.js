/* Filters over the table of competencies, which is whole without them. The address holds them. */
import { word } from "./words.js";

const table = document.getElementById("competencies");
const mount = document.getElementById("teaching-filters");
const FILTERS = {
  audience: ["front_line", "team_lead", "manager", "educator", "policy_maker"],
  levels: ["individual", "team", "organisational", "system", "multi_level"],
  known: ["pooled", "some", "nothing"],
};
const rows = [...table.tBodies[0].rows];
const says = make("p", { className: "teaching__says" });
says.setAttribute("role", "status");
const selects = Object.fromEntries(Object.entries(FILTERS).map(([name, of]) => [name, selectOf(name, of)]));
const form = make("form", { className: "teaching__filters" },
  ...Object.entries(selects).map(([name, select]) =>
    make("div", {}, make("label", { htmlFor: select.id }, word(`teaching-${name}`)), select)));
form.setAttribute("aria-label", word("teaching-form"));
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", refresh);
mount.append(form, says);
refresh();

function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

function selectOf(name, values) {
  const any = make("option", { value: "" }, word("teaching-any"));
  const select = make("select", { id: `teaching-${name}` }, any);
  for (const value of values) {
    select.append(make("option", { value }, word(`teaching-${name}-${value}`)));
  }
  const asked = new URLSearchParams(location.search).get(name);
  if (values.includes(asked)) select.value = asked;
  return select;
}

function refresh() {
  const asked = Object.entries(selects).filter(([, select]) => select.value);
  let shown = 0;
  for (const row of rows) {
    const fits = asked.every(([name, s]) => row.dataset[name].split(" ").includes(s.value));
    row.hidden = !fits;
    shown += fits ? 1 : 0;
  }
  says.textContent = word("teaching-shown", { n: shown, all: rows.length, count: rows.length });
  const query = new URLSearchParams(asked.map(([name, select]) => [name, select.value])).toString();
  history.replaceState(null, "", `${location.pathname}${query ? `?${query}` : ""}${location.hash}`);
}
