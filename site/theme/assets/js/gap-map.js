/* The gap map's page: filters, other rows and columns, a grid for the keyboard, cells that open, and
   the table as its equal. The address holds the view. Nothing is stored and nothing leaves the page. */
import { drawn, make, saveText } from "./elements.js";
import { Filters } from "./filter-box.js";
import { queryOf, searchText, startState, stateFrom } from "./filter-state.js";
import {
  COLUMN_AXES, NOT_STATED, ROW_AXES, csvOf, fill, findingsOf, hasOwn, isFiltered, labelAt, mapOf,
  mostOf, prepared, viewFrom,
} from "./gap-map-cells.js";
import { GridKeys } from "./grid-keys.js";
import { language, word } from "./words.js";

const SHOWN = [
  "level", "income", "country", "cadre", "design", "evidence", "status", "bias", "kind", "family",
  "construct",
];
const RADIUS = 19;
const PAGES = { kind: "interventions", family: "outcomes", level: "levels" };
const countries = new Intl.DisplayNames([language], { type: "region" });

const mount = document.getElementById("gap-map-panel");
const table = document.getElementById("gap-map-table");
const list = document.getElementById("gap-map-list");

start().catch((error) => {
  mount.hidden = true; // it holds a place until then
  throw error;
});

async function start() {
  const response = await fetch(mount.dataset.source);
  if (!response.ok) throw new Error(`${mount.dataset.source}: ${response.status}`);
  const data = prepared(await response.json());
  const { state, unknown } = stateFrom(location.search, data);
  const page = { data, state, unknown, view: viewFrom(location.search, unknown), words: data.words };
  page.scales = new Map();
  page.filters = new Filters(page, {
    id: "gap-map", names: Object.fromEntries(SHOWN.map((n) => [n, word(`filter-${n}`)])),
    first: [], label: (name, value) => filterLabel(data, name, value), unit: "study",
    onChange: () => changed(page),
  });
  page.says = make("div", { role: "status", className: "gap-map__says" });
  page.dialog = dialogOf();
  page.keys = new GridKeys(table);
  table.setAttribute("role", "grid");
  table.addEventListener("click", (event) => opened(page, event));
  list.addEventListener("click", (event) => opened(page, event));
  mount.replaceChildren(formOf(page), page.says, make("p", { className: "gap-map__keys" }, page.words.keys), page.dialog);
  refresh(page);
}

function filterLabel(data, name, value) {
  if (name === "country") return /^[A-Z]{2}$/.test(value) ? countries.of(value) : value;
  return data.labels[name][value] ?? value;
}

/* --- the controls --- */

function formOf(page) {
  const { words, view } = page;
  const choice = (name, axes) => {
    const select = make("select", { id: `gap-map-${name}` },
      ...axes.map((axis) => make("option", { value: axis }, words[`axis-${axis}`])));
    select.value = view[name];
    select.addEventListener("change", () => {
      view[name] = select.value;
      changed(page);
    });
    const label = make("label", { htmlFor: select.id }, words[name]);
    return [select, make("div", { className: "filters__field" }, label, select)];
  };
  const [rows, rowsField] = choice("rows", ROW_AXES);
  const [columns, columnsField] = choice("columns", COLUMN_AXES);
  const hide = make("input", { type: "checkbox", checked: view.hide });
  hide.addEventListener("change", () => {
    view.hide = hide.checked;
    changed(page);
  });
  const button = (text, act) => {
    const element = make("button", { type: "button", className: "explorer__button" }, text);
    element.addEventListener("click", act);
    return element;
  };
  page.controls = { rows, columns, hide };
  page.explore = make("a", { href: "../explorer/index.html" }, words.explore);
  const form = make("form", { className: "explorer__form gap-map__form" },
    make("div", { className: "gap-map__axes" }, rowsField, columnsField,
      make("label", { className: "explorer__switch" }, hide, ` ${words.hide}`)),
    page.filters.element,
    make("div", { className: "explorer__actions" }, button(words.reset, () => restart(page)),
      button(words.save, () => download(page)), page.explore));
  form.setAttribute("aria-label", words["choose-studies"]);
  form.addEventListener("submit", (event) => event.preventDefault());
  return form;
}

function changed(page) {
  page.unknown = [];
  refresh(page);
}

function restart(page) {
  page.state = startState(page.data);
  page.view = Object.assign(page.view, viewFrom("", []));
  page.controls.rows.value = page.view.rows;
  page.controls.columns.value = page.view.columns;
  page.controls.hide.checked = page.view.hide;
  page.filters.show();
  changed(page);
}

function download(page) {
  const name = `gap-map-${page.view.rows}-${page.view.columns}.csv`;
  saveText(csvOf(page.data, page.view, page.map), "text/csv", name);
}

/* --- what follows --- */

function refresh(page) {
  const { data, state, view } = page;
  page.map = mapOf(data, state, view);
  page.most = scaleOf(page);
  history.replaceState(null, "", `${location.pathname}${addressOf(page)}${location.hash}`);
  page.says.replaceChildren(...said(page).map((text) => make("p", {}, text)));
  page.explore.href = explorerAddress(page.data, page.state);
  drawSizes(page);
  drawGrid(page);
  page.filters.count();
  list.setAttribute("aria-busy", "true");
  const { map } = page;
  requestAnimationFrame(() => setTimeout(() => {
    if (page.map !== map) return; // another choice came meanwhile
    drawList(page);
    list.removeAttribute("aria-busy");
  }, 0));
}

/* The scale of a pair of axes is looked for once. */
function scaleOf({ data, view, scales }) {
  const key = `${view.rows} ${view.columns}`;
  if (!scales.has(key)) scales.set(key, mostOf(data, view));
  return scales.get(key);
}

function addressOf({ data, state, view }) {
  const query = queryOf(state, data);
  if (view.rows !== ROW_AXES[0]) query.set("rows", view.rows);
  if (view.columns !== COLUMN_AXES[0]) query.set("columns", view.columns);
  if (view.hide) query.set("hide", "1");
  return searchText(query);
}

/* The Explorer starts with one outcome and one kind of evidence: what is open here is said there. */
function explorerAddress(data, state) {
  const query = queryOf(state, data);
  for (const name of ["family", "evidence"]) if (!query.has(name)) query.set(name, "any");
  return `../explorer/index.html${searchText(query)}`;
}

function said({ words, map, data, state, view, unknown, filters }) {
  const all = Object.keys(data.studies).length;
  const chosen = filters.inWords();
  const size = map.groups.reduce((sum, [, rows]) => sum + rows.length, 0) * map.columns.length;
  const lines = [fill(words.shown, {
    studies: map.studies, all, about: chosen.length ? ` (${chosen.join("; ")})` : "",
    filled: map.cells.length, empty: size - map.cells.length,
  })];
  if (unknown.length) lines.push(fill(words.unknown, { unknown: unknown.join(", ") }));
  if (map.cells.length === 0) lines.push(words.nothing);
  else if (!hasOwn(view)) lines.push(words.own);
  else if (isFiltered(state)) lines.push(words.filtered);
  return lines;
}

/* --- the map --- */

function bubble(count, most, sure) {
  const circle = drawn("circle", {
    class: `gap-map__sure gap-map__sure--${sure.replaceAll("_", "-")}`, cx: 20, cy: 20,
    r: (RADIUS * Math.sqrt(count / most)).toFixed(2),
  });
  return drawn("svg", { class: "gap-map__bubble", viewBox: "0 0 40 40", "aria-hidden": "true" }, circle);
}

function drawSizes({ most }) {
  const sizes = [...new Set([1, Math.max(1, Math.round(most / 4)), most])].sort((a, b) => a - b);
  document.getElementById("gap-map-sizes").replaceChildren(
    ...sizes.map((n) => make("li", {}, bubble(n, most, "none"), ` ${n}`)),
  );
}

/* The same rows and columns stay, and only the cells that changed are drawn anew. */
function drawGrid(page) {
  const { map, view } = page;
  const shape = JSON.stringify([view.rows, view.columns, map.groups, map.columns]);
  if (page.grid?.shape !== shape) page.grid = newGrid(page, shape);
  const focused = document.activeElement;
  let lost = page.grid.fresh && page.inside;
  for (const place of page.grid.places) {
    const found = map.at(place.row, place.column);
    const sign = found ? `${found.studies.length} ${found.sure}` : "";
    if (sign === place.sign) continue;
    lost = lost || place.cell.contains(focused);
    place.sign = sign;
    place.stops[place.at] = fillCell(page, place.cell, found);
  }
  page.keys.take(page.grid.stops);
  if (lost) page.keys.moveTo(page.keys.at.row, page.keys.at.column)?.focus();
  page.grid.fresh = false;
}

function newGrid(page, shape) {
  const { words, view, map } = page;
  const [stops, places] = [[], []];
  const heads = map.columns.map((c) => headOf(page, view.columns, c, "col"));
  const corner = make("th", { scope: "col" }, words[`axis-${view.rows}`]);
  if (heads.length) stops.push([corner, ...heads.map((h) => h.stop)]);
  const bodies = map.groups.map(([group, rows]) => {
    const lines = rows.map((row) => {
      const head = headOf(page, view.rows, row, "row");
      const line = [head.stop];
      const cells = map.columns.map((column) => {
        const cell = make("td", { ariaLabel: words.empty });
        places.push({ row, column, cell, sign: "", stops: line, at: line.length });
        line.push(cell);
        return cell;
      });
      stops.push(line);
      return make("tr", {}, head.cell, ...cells);
    });
    if (group) lines.unshift(groupRow(page, group));
    return make("tbody", {}, ...lines);
  });
  const names = { rows: words[`axis-${view.rows}`], columns: words[`axis-${view.columns}`] };
  page.inside = document.activeElement?.closest("#gap-map-table") !== null;
  table.replaceChildren(
    make("caption", {}, fill(words.caption, names)),
    make("thead", {}, make("tr", {}, corner, ...heads.map((h) => h.cell))), ...bodies,
  );
  return { shape, stops, places, fresh: true };
}

function groupRow({ data, map }, group) {
  const name = make("th", { scope: "rowgroup" }, labelAt(data, "group", group));
  return make("tr", { className: "gap-map__group" }, name, make("td", { colSpan: map.columns.length }));
}

function headOf({ data }, axis, value, scope) {
  const text = make("span", {}, labelAt(data, axis, value));
  const known = PAGES[axis] && value !== NOT_STATED && data.labels[axis][value];
  const href = known && `../${PAGES[axis]}/${axis === "level" ? value.replace("_", "-") : value}.html`;
  const cell = make("th", { scope });
  if (!href) {
    cell.append(text);
    return { cell, stop: cell };
  }
  const stop = make("a", { href }, text);
  cell.append(stop);
  return { cell, stop };
}

/* Fill a cell and return what of it takes the focus: its button, or an empty cell itself. */
function fillCell(page, cell, found) {
  const { words, most } = page;
  if (!found) {
    cell.replaceChildren();
    cell.setAttribute("aria-label", words.empty);
    return cell;
  }
  const n = found.studies.length;
  const letter = make("span", { className: "gap-map__letter" }, words[`letter-${found.sure}`]);
  letter.setAttribute("aria-hidden", "true");
  const button = make("button", { type: "button", className: "gap-map__open" },
    bubble(n, most, found.sure), make("span", { className: "gap-map__n" }, String(n), letter));
  button.setAttribute("aria-label", nameOf(page, found));
  mark(button, found);
  cell.removeAttribute("aria-label");
  cell.removeAttribute("tabindex");
  cell.replaceChildren(button);
  return button;
}

function mark(button, { row, column }) {
  button.dataset.row = row;
  button.dataset.column = column;
}

function nameOf({ data, view, words }, cell) {
  return fill(words.name, {
    n: cell.studies.length, sure: words[`sure-${cell.sure}`],
    row: labelAt(data, view.rows, cell.row), column: labelAt(data, view.columns, cell.column),
  });
}

/* --- the table --- */

function drawList(page) {
  const { data, words, view, map } = page;
  const names = [words[`one-${view.rows}`], words[`one-${view.columns}`], words["column-studies"],
    words["column-numbers"], words["column-sure"], words["column-finding"], words["column-list"]];
  const head = make("tr", {}, ...names.map((name) => make("th", { scope: "col" }, name)));
  const rows = map.cells.map((cell) => {
    const count = make("button", { type: "button", className: "explorer__button" }, String(cell.studies.length));
    count.setAttribute("aria-label", nameOf(page, cell));
    mark(count, cell);
    const studies = cell.studies.flatMap((s, i) => [i ? ", " : "", studyLink(data, s)]);
    const line = make("tr", { id: `cell-${cell.row}--${cell.column}` },
      make("th", { scope: "row" }, labelAt(data, view.rows, cell.row)),
      ...[labelAt(data, view.columns, cell.column), count, String(cell.numbers), howSure(page, cell.own)]
        .map((inside) => make("td", {}, inside)),
      make("td", {}, ...(cell.own ? findingWords(page, cell.own) : [words["no-finding"]])),
      make("td", {}, ...studies));
    return line;
  });
  list.replaceChildren(make("thead", {}, head), make("tbody", {}, ...rows));
}

function howSure({ words }, finding) {
  if (!finding) return "–";
  return finding.sure === "none" ? words["not-rated"] : words[`sure-${finding.sure}`];
}

function studyLink(data, id) {
  return make("a", { href: `../studies/${id}.html` }, data.studies[id].label);
}

function findingWords({ words }, finding) {
  const link = make("a", { href: `../findings/${finding.id}.html` }, words["finding-link"]);
  link.dataset.id = `pooled_effects/${finding.id}`;
  return [`${finding.says} `, link, "."];
}

/* --- a cell, opened --- */

function dialogOf() {
  const dialog = make("dialog", { className: "gap-map__dialog" });
  dialog.setAttribute("aria-labelledby", "gap-map-cell");
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  return dialog;
}

function opened(page, event) {
  const button = event.target.closest("button[data-row]");
  if (!button) return;
  const cell = page.map.at(button.dataset.row, button.dataset.column);
  page.dialog.replaceChildren(...contentOf(page, cell));
  page.dialog.showModal(); // the browser gives the focus back to the button when it closes
}

function contentOf(page, cell) {
  const { data, words, view } = page;
  const names = {
    row: labelAt(data, view.rows, cell.row), column: labelAt(data, view.columns, cell.column),
  };
  const close = make("button", { type: "button", className: "explorer__button", autofocus: true }, words.close);
  close.addEventListener("click", () => page.dialog.close());
  const title = make("h2", { id: "gap-map-cell" }, fill(words.title, names));
  const findings = findingsOf(data, view, cell).map((f) => make("li", {},
    ...findingWords(page, f), ` ${words["column-sure"]}: `, make("b", {}, howSure(page, f)), "."));
  const heading = make("h3", {}, hasOwn(view) ? words.findings : words.related);
  return [
    make("div", { className: "gap-map__head" }, title, close),
    make("p", {}, fill(words.coded, { n: cell.studies.length, numbers: cell.numbers })),
    heading, findings.length ? make("ul", {}, ...findings) : make("p", {}, words["no-finding"]),
    make("h3", {}, words.studies), studiesTable(page, cell),
    make("p", {}, make("a", { href: cellAddress(page, cell) }, words["explore-cell"])),
  ];
}

function studiesTable({ data, words }, cell) {
  const names = ["study", "year", "design", "level", "country", "evidence", "status", "number"];
  const all = (of, name, id) => [...new Set(of.map((e) => filterLabel(data, name, e[name])))].join(", ")
    || data.studies[id][name];
  const rows = cell.studies.map((id) => {
    const of = cell.entries.filter((e) => e.study === id);
    const study = data.studies[id];
    return make("tr", {},
      make("th", { scope: "row" }, studyLink(data, id)),
      ...[
        String(study.year ?? "–"), data.labels.design[study.design], all(of, "level", id),
        study.country.map((c) => filterLabel(data, "country", c)).join(", ") || words["not-stated"],
        all(of, "evidence", id), all(of, "status", id),
        of.some((e) => e.numbers > 0) ? words.yes : words.no,
      ].map((text) => make("td", {}, text)));
  });
  const box = make("div", { className: "gap-map__studies", tabIndex: 0 }, make("table", {},
    make("thead", {}, make("tr", {}, ...names.map((n) => make("th", { scope: "col" }, words[n])))),
    make("tbody", {}, ...rows)));
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", words.studies);
  return box;
}

/* A group of interventions is the list of its types, for the Explorer. */
function cellAddress({ data, state, view }, cell) {
  const asked = { ...state };
  const set = (axis, value) => {
    if (value === NOT_STATED && axis !== "income") return;
    asked[axis] = [value];
  };
  if (view.rows === "group") asked.kind = kindsOf(data, cell);
  else set(view.rows, cell.row);
  set(view.columns, cell.column);
  return explorerAddress(data, asked);
}

function kindsOf(data, cell) {
  const kinds = cell.entries.flatMap((e) => e.kind);
  return [...new Set(kinds)].filter((kind) => data.group_of[kind] === cell.row);
}
