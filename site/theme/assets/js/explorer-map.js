/* The Explorer's choice as a small map: what was done, by what was measured, a bubble for the studies
   of each. A number narrows the choice to its cell. */
import { drawn, make } from "./elements.js";
import { word } from "./words.js";

const ROWS = 20; // before a visitor asks for all
const RADIUS = 19;
const NONE = ""; // no type is coded; stands for no identifier
const BETWEEN = "\n";

/* Columns are outcomes where several are chosen, and what was measured of one. */
export function cellsOf(effects) {
  const axis = new Set(effects.map((e) => e.family)).size > 1 ? "family" : "construct";
  const cells = new Map();
  const [rows, columns] = [new Map(), new Map()];
  const add = (map, key, study) => map.set(key, (map.get(key) ?? new Set()).add(study));
  for (const e of effects) {
    add(columns, e[axis], e.study);
    for (const kind of e.kind.length ? e.kind : [NONE]) {
      add(rows, kind, e.study);
      add(cells, kind + BETWEEN + e[axis], e.study);
    }
  }
  const most = (map) => [...map].sort(([a, x], [b, y]) => y.size - x.size || (a < b ? -1 : 1)).map(([k]) => k);
  return {
    axis, rows: most(rows), columns: most(columns),
    at: (row, column) => cells.get(row + BETWEEN + column)?.size ?? 0,
  };
}

/* choose(filters) narrows the choice: {kind: value, family or construct: value}. */
export function mapOfChoice(effects, labelOf, choose, limit = ROWS) {
  const map = cellsOf(effects);
  const rowName = (row) => (row === NONE ? word("grid-none") : labelOf("kind", row));
  const names = map.columns.map((column) => labelOf(map.axis, column));
  const counts = map.rows.flatMap((row) => map.columns.map((column) => map.at(row, column)));
  const most = Math.max(1, ...counts);
  const lines = map.rows.slice(0, limit).map((row) => make("tr", {},
    make("th", { scope: "row" }, rowName(row)),
    ...map.columns.map((column, i) => {
      const n = map.at(row, column);
      if (n === 0) return make("td");
      const name = word("grid-cell", { n, count: n, row: rowName(row), column: names[i] });
      const button = make("button", { type: "button", className: "gap-map__open", ariaLabel: name },
        bubble(n, most), make("span", { className: "gap-map__n" }, String(n)));
      button.addEventListener("click", () => choose({
        ...(row === NONE ? {} : { kind: row }), [map.axis]: column,
      }));
      return make("td", {}, button);
    })));
  const head = make("tr", {}, make("th", { scope: "col" }, word("grid-rows")),
    ...names.map((name) => make("th", { scope: "col" }, make("span", {}, name))));
  const table = make("table", { className: "gap-map__table" },
    make("caption", { className: "unseen" }, word("grid-title")), make("thead", {}, head), make("tbody", {}, ...lines));
  const box = make("div", { className: "gap-map__box", tabIndex: 0, role: "region", ariaLabel: word("grid-title") }, table);
  const about = make("p", {}, word("grid-caption"));
  if (map.rows.length <= limit) return [about, box];
  const all = make("button", { type: "button", className: "explorer__button" }, word("grid-all", { n: map.rows.length }));
  all.addEventListener("click", () => {
    const whole = mapOfChoice(effects, labelOf, choose, Infinity);
    all.parentElement.remove();
    box.replaceWith(whole[1]);
    whole[1].focus();
  });
  return [about, box, make("p", {}, all)];
}

function bubble(n, most) {
  const r = (RADIUS * Math.sqrt(n / most)).toFixed(2);
  const circle = drawn("circle", { class: "explorer__bubble", cx: 20, cy: 20, r });
  return drawn("svg", { class: "gap-map__bubble", viewBox: "0 0 40 40", "aria-hidden": "true" }, circle);
}
