/* What a cell of the gap map holds: the studies, how many have a number, the findings. The same
   rules as hub/gap_map.py; tests/browser/test_gap_map.py holds the two together. No page, no network. */
import { FILTERS, csvText, filtersSet, passing, plainText } from "./filter-state.js";

export const ROW_AXES = ["kind", "group", "level"];
export const COLUMN_AXES = ["family", "income", "cadre"];
export const NOT_STATED = "not_stated";
export const SURE = ["high", "moderate", "low", "very_low", "none"];
const BETWEEN = "\n"; // stands in no identifier

/* The data with its entries whole: what is known of the study beside what was coded. */
export function prepared(data) {
  for (const [id, study] of Object.entries(data.studies)) {
    study.text = plainText(`${study.label} ${id} ${study.title ?? ""}`);
  }
  const entries = data.entries.map((e) => {
    const study = data.studies[e.study];
    const groups = e.kind.map((kind) => data.group_of[kind] ?? NOT_STATED);
    return { ...study, ...e, group: [...new Set(groups)] };
  });
  const order = new Map(Object.keys(data.studies).map((id, i) => [id, i]));
  return { ...data, entries, order };
}

/* rows and columns of the address, and whether empty ones are hidden; the filters are read apart. */
export function viewFrom(search, unknown) {
  const query = new URLSearchParams(search);
  const pick = (name, axes) => {
    const value = query.get(name);
    if (value === null || axes.includes(value)) return value ?? axes[0];
    unknown.push(`${name} ${value}`);
    return axes[0];
  };
  return {
    rows: pick("rows", ROW_AXES), columns: pick("columns", COLUMN_AXES),
    hide: query.get("hide") === "1",
  };
}

export function valuesAt(entry, axis) {
  const value = entry[axis];
  const values = Array.isArray(value) ? value : [value ?? NOT_STATED];
  return values.length ? values : [NOT_STATED];
}

const keyOf = (row, column) => `${row}${BETWEEN}${column}`;

/* Everything a view needs: {groups: [[group, [row]]], columns, cells: Map, at(row, column)}. */
export function mapOf(data, state, view) {
  const entries = passing(data.entries, state);
  const found = new Map();
  for (const entry of entries) {
    for (const row of valuesAt(entry, view.rows)) {
      for (const column of valuesAt(entry, view.columns)) {
        const key = keyOf(row, column);
        if (!found.has(key)) found.set(key, { row, column, entries: [] });
        found.get(key).entries.push(entry);
      }
    }
  }
  const { groups, columns } = shownAxes(data, state, view, found);
  const cells = [];
  for (const [, rows] of groups) {
    for (const row of rows) {
      for (const column of columns) {
        const cell = found.get(keyOf(row, column));
        if (cell) cells.push(completed(data, state, view, cell));
      }
    }
  }
  const places = new Map(cells.map((c) => [keyOf(c.row, c.column), c]));
  return {
    groups, columns, cells, entries, at: (row, column) => places.get(keyOf(row, column)),
    studies: new Set(entries.map((e) => e.study)).size,
  };
}

/* Rows and columns that a filter names are shown alone; those without a study when not hidden. */
function shownAxes(data, state, view, found) {
  const rowsWith = new Set([...found.values()].map((c) => c.row));
  const columnsWith = new Set([...found.values()].map((c) => c.column));
  const shown = (axis, filled) => (value) => (!state[axis]?.length || state[axis].includes(value))
    && (!view.hide || filled.has(value));
  const groups = data.axes[view.rows]
    .map(([group, rows]) => [group, rows.filter(shown(view.rows, rowsWith))])
    .filter(([, rows]) => rows.length > 0);
  return { groups, columns: data.axes[view.columns].filter(shown(view.columns, columnsWith)) };
}

function completed(data, state, view, cell) {
  const numbers = new Map();
  for (const e of cell.entries) numbers.set(e.study, (numbers.get(e.study) ?? 0) + e.numbers);
  const studies = [...numbers.keys()].sort((a, b) => data.order.get(a) - data.order.get(b));
  const own = ownFinding(data, state, view, cell);
  return {
    ...cell, studies, own, sure: own?.sure ?? "none",
    numbers: studies.filter((s) => numbers.get(s) > 0).length,
  };
}

export function hasOwn(view) {
  return view.rows !== "group" && view.columns === "family";
}

function ownFinding(data, state, view, cell) {
  if (!hasOwn(view)) return null;
  const kind = state.evidence.length === 1 ? state.evidence[0] : "controlled";
  return data.findings.find((f) => f.about === cell.row && f.family === cell.column
    && f.evidence === kind) ?? null;
}

/* The findings on what the cell is about; of a cell without any of its own, those its studies
   belong to. Of the kinds of evidence that its studies here have. */
export function findingsOf(data, view, cell) {
  const classes = new Set(cell.entries.map((e) => e.evidence));
  const families = new Set(view.columns === "family" ? [cell.column] : cell.entries.map((e) => e.family));
  const kinds = cell.entries.flatMap((e) => e.kind)
    .filter((kind) => (data.group_of[kind] ?? NOT_STATED) === cell.row);
  const about = new Set(view.rows === "group" ? kinds : [cell.row]);
  return data.findings.filter((f) => about.has(f.about) && families.has(f.family)
    && (classes.has(f.evidence) || f === cell.own));
}

/* The largest number without a filter: bubbles keep their scale when a filter changes. */
export function mostOf(data, view) {
  const state = Object.fromEntries(FILTERS.map((n) => [n, []]));
  const every = mapOf(data, { ...state, from: null, to: null, words: "" }, { ...view, hide: false });
  return Math.max(1, ...every.cells.map((c) => c.studies.length));
}

export function labelAt(data, axis, value) {
  if (value === NOT_STATED) return data.words["not-stated"];
  return data.labels[axis]?.[value] ?? value;
}

/* Every cell shown, the empty ones too: they are what the map is for. */
export function csvOf(data, view, map) {
  const lines = [[
    "row_axis", "row_id", "row", "column_axis", "column_id", "column", "n_studies",
    "n_studies_with_effect", "certainty", "finding_id", "study_ids",
  ]];
  for (const [, rows] of map.groups) {
    for (const row of rows) {
      for (const column of map.columns) {
        const cell = map.at(row, column);
        lines.push([
          view.rows, row, labelAt(data, view.rows, row), view.columns, column,
          labelAt(data, view.columns, column), cell?.studies.length ?? 0, cell?.numbers ?? 0,
          cell?.own ? cell.sure : "", cell?.own?.id ?? "", cell?.studies.join(";") ?? "",
        ]);
      }
    }
  }
  return csvText(lines);
}

export function isFiltered(state) {
  return filtersSet(state);
}

/* A message with its places filled in. */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? String(values[name]) : all));
}
