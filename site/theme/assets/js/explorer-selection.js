/* What the Explorer shows: the state in the address, the effects it selects, what may be pooled
   and why not, and the selection as CSV. No page, no network. */
import { oneEach, pool } from "./estimate.js";

export const ANY = "any";

/* Each filter takes the value or the list of values of an effect under its own name. */
export const FILTERS = [
  "family", "construct", "evidence", "level", "kind", "country", "income", "cadre", "design",
  "status",
];

export function startState(data) {
  const state = { from: null, to: null, without: [], once: false };
  for (const name of FILTERS) state[name] = ANY;
  return { ...state, family: data.start.family, evidence: data.start.evidence };
}

export function valuesOf(effect, name) {
  const value = effect[name];
  if (Array.isArray(value)) return value;
  return value === null ? [] : [value];
}

/* Read the address; what it names and this release does not hold is set aside and told. */
export function stateFrom(search, data) {
  const state = startState(data);
  const unknown = [];
  const query = new URLSearchParams(search);
  for (const name of FILTERS) {
    const value = query.get(name);
    if (value === null) continue;
    const known = value === ANY || data.effects.some((e) => valuesOf(e, name).includes(value));
    if (known) state[name] = value;
    else unknown.push(`${name} ${value}`);
  }
  for (const name of ["from", "to"]) {
    const value = query.get(name);
    if (value === null) continue;
    if (/^\d{4}$/.test(value)) state[name] = Number(value);
    else unknown.push(`${name} ${value}`);
  }
  for (const study of query.getAll("without")) {
    if (data.effects.some((e) => e.study === study)) state.without.push(study);
    else unknown.push(`without ${study}`);
  }
  state.once = query.get("once") === "1";
  return { state, unknown };
}

/* The address of a state: only what differs from the start. */
export function searchOf(state, data) {
  const start = startState(data);
  const query = new URLSearchParams();
  for (const name of FILTERS) if (state[name] !== start[name]) query.set(name, state[name]);
  for (const name of ["from", "to"]) if (state[name] !== null) query.set(name, state[name]);
  for (const study of [...state.without].sort()) query.append("without", study);
  if (state.once) query.set("once", "1");
  const text = query.toString();
  return text ? `?${text}` : "";
}

export function matches(effect, state) {
  if (state.from !== null && (effect.year === null || effect.year < state.from)) return false;
  if (state.to !== null && (effect.year === null || effect.year > state.to)) return false;
  return FILTERS.every((n) => state[n] === ANY || valuesOf(effect, n).includes(state[n]));
}

/* Everything a view of a state needs: the effects shown, the estimate of the checked ones, the one
   with those read once, and the role of each effect in it. */
export function select(data, state) {
  const shown = data.effects.filter((e) => matches(e, state));
  const kept = shown.filter((e) => !state.without.includes(e.study));
  const reason = whyNoEstimate(kept, data.labels);
  const main = reason ? [] : kept.filter((e) => e.use === "main" && e.status !== "rejected");
  const checked = oneEach(main.filter((e) => e.checked));
  const every = oneEach(main);
  const result = {
    shown, kept, reason, checked, every,
    estimate: pool(checked), estimateOfAll: pool(every),
  };
  return { ...result, roles: rolesOf(result, state) };
}

/* One number over different outcomes, or over different kinds of evidence, would mean nothing. */
function whyNoEstimate(effects, labels) {
  const families = [...new Set(effects.map((e) => e.family))];
  const kinds = [...new Set(effects.map((e) => e.evidence))];
  if (families.length > 1) {
    const names = families.map((f) => labels.family[f].toLowerCase());
    const named = names.length > 4 ? `${names.slice(0, 3).join(", ")} and others` : names.join(", ");
    return `The selection holds ${families.length} different outcomes (${named}). One number for `
      + "all of them would mean nothing: choose one outcome to see an estimate.";
  }
  if (kinds.length > 1) {
    return "The selection mixes kinds of evidence: comparisons with a control group, single groups "
      + "before and after, and associations say different things and are never averaged. Choose one "
      + "to see an estimate.";
  }
  if (kinds[0] === "cross_sectional") {
    return "Associations are listed, not pooled: the exposures differ and causes are not shown.";
  }
  return "";
}

function rolesOf(result, state) {
  const weights = new Map();
  result.checked.forEach((e, i) => weights.set(e.id, result.estimate.weights?.[i] ?? null));
  const chosenOfAll = new Set(result.every.map((e) => e.id));
  const roles = new Map();
  for (const e of result.shown) roles.set(e.id, roleOf(e, weights, chosenOfAll, result, state));
  return roles;
}

function roleOf(effect, weights, chosenOfAll, result, state) {
  if (state.without.includes(effect.study)) return { part: "out", words: "left out by you" };
  if (effect.use !== "main") return { part: "out", words: `no: ${effect.why}` };
  if (result.reason) return { part: "out", words: "no estimate" };
  if (weights.has(effect.id)) return { part: "in", weight: weights.get(effect.id), words: "" };
  if (effect.checked) return { part: "out", words: "no: another effect of the study comes first" };
  const part = state.once && chosenOfAll.has(effect.id) ? "once" : "out";
  return { part, words: "no: read once, not checked" };
}

const COLUMNS = {
  effect_id: (e) => e.id, study_id: (e) => e.study, study: (e) => e.label, year: (e) => e.year,
  outcome_family: (e) => e.family, construct_id: (e) => e.construct,
  evidence_class: (e) => e.evidence, level: (e) => e.level,
  intervention_types: (e) => e.kind.join(";"), countries: (e) => e.country.join(";"),
  income_group: (e) => e.income, cadres: (e) => e.cadre.join(";"), design: (e) => e.design,
  use: (e) => e.use, review_status: (e) => e.status, yi: (e) => e.yi, vi: (e) => e.vi,
  ci_lb: (e) => e.lower, ci_ub: (e) => e.upper, n1i: (e) => e.n1, n2i: (e) => e.n2,
};

/* The effects shown, in the words of effect_sizes.csv, with what became of each. */
export function csvOf(result) {
  const lines = [[...Object.keys(COLUMNS), "in_estimate", "weight", "why_not"]];
  for (const e of result.shown) {
    const role = result.roles.get(e.id);
    const inside = role.part === "in";
    const cells = Object.values(COLUMNS).map((column) => column(e));
    lines.push([...cells, inside, inside ? role.weight : null, inside ? null : role.words]);
  }
  return lines.map((cells) => `${cells.map(csvCell).join(",")}\n`).join("");
}

/* A spreadsheet computes text that starts like a formula; an apostrophe keeps it text. */
export function csvCell(value) {
  if (value === null || value === undefined) return "";
  if (typeof value !== "string") return String(value);
  const number = value.trim() !== "" && Number.isFinite(Number(value));
  const text = /^[=@\t\r+-]./s.test(value) && !number ? `'${value}` : value;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
