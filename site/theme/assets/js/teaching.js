/* Filters over the table of competencies, which is whole without them. The address holds them. */
const table = document.getElementById("competencies");
const mount = document.getElementById("teaching-filters");
const FILTERS = {
  audience: ["Who learns it", [["front_line", "front-line staff"], ["team_lead", "team leads"],
    ["manager", "managers"], ["educator", "educators"], ["policy_maker", "policy makers"]]],
  levels: ["Level", [["individual", "individual"], ["team", "team"],
    ["organisational", "organisational"], ["system", "system"], ["multi_level", "multi-level"]]],
  known: ["What is known", [["pooled", "a pooled finding"], ["some", "single studies only"],
    ["nothing", "no number yet"]]],
};
const rows = [...table.tBodies[0].rows];
const says = make("p", { className: "teaching__says" });
says.setAttribute("role", "status");
const selects = Object.fromEntries(Object.entries(FILTERS).map(([name, of]) => [name, selectOf(name, ...of)]));
const form = make("form", { className: "teaching__filters" },
  ...Object.entries(selects).map(([name, select]) =>
    make("div", {}, make("label", { htmlFor: select.id }, FILTERS[name][0]), select)));
form.setAttribute("aria-label", "Choose competencies");
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", refresh);
mount.append(form, says);
refresh();

function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

function selectOf(name, label, values) {
  const select = make("select", { id: `teaching-${name}` }, make("option", { value: "" }, "any"));
  for (const [value, text] of values) select.append(make("option", { value }, text));
  const asked = new URLSearchParams(location.search).get(name);
  if (values.some(([value]) => value === asked)) select.value = asked;
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
  says.textContent = `${shown} of ${rows.length} competencies.`;
  const query = new URLSearchParams(asked.map(([name, select]) => [name, select.value])).toString();
  history.replaceState(null, "", `${location.pathname}${query ? `?${query}` : ""}${location.hash}`);
}
