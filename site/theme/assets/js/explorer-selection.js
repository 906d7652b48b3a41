/* What the Explorer shows: the state in the address, the effects it selects, what may be pooled
   and why not, and the selection as CSV. Of the page, its words alone. */
import { oneEach, pool } from "./estimate.js";
import {
  csvText, passing, plainText, queryOf, searchText, startState as filtersAtStart,
  stateFrom as filtersFrom,
} from "./filter-state.js";
import { word } from "./words.js";

/* The data with what the filters need beside it: the effects as entries with their text. */
export function prepared(data) {
  for (const e of data.effects) e.text = plainText(`${e.label} ${e.study} ${data.titles[e.study] ?? ""}`);
  return { ...data, entries: data.effects };
}

export function startState(data) {
  return { ...filtersAtStart(data), without: [], once: false };
}

/* Read the address; what it names and this release does not hold is set aside and told. */
export function stateFrom(search, data) {
  const { state, unknown } = filtersFrom(search, data);
  const query = new URLSearchParams(search);
  const studies = new Set(data.effects.map((e) => e.study));
  const asked = query.getAll("without");
  for (const study of asked) if (!studies.has(study)) unknown.push(`without ${study}`);
  const without = asked.filter((study) => studies.has(study));
  return { state: { ...state, without, once: query.get("once") === "1" }, unknown };
}

/* The address of a state: only what differs from the start. */
export function searchOf(state, data) {
  const query = queryOf(state, data);
  for (const study of [...state.without].sort()) query.append("without", study);
  if (state.once) query.set("once", "1");
  return searchText(query);
}

/* Everything a view of a state needs: the effects shown, the estimate of the checked ones, the one
   with those read once, and the role of each effect in it. */
export function select(data, state) {
  const shown = passing(data.entries, state);
  const without = new Set(state.without);
  const kept = shown.filter((e) => !without.has(e.study));
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
    const named = names.length > 4
      ? word("explorer-and-others", { names: names.slice(0, 3).join(", ") })
      : names.join(", ");
    return word("explorer-outcomes", { n: names.length, names: named, count: names.length });
  }
  if (kinds.length > 1) return word("explorer-mixed");
  return kinds[0] === "cross_sectional" ? word("explorer-associations") : "";
}

function rolesOf(result, state) {
  const weights = new Map();
  result.checked.forEach((e, i) => weights.set(e.id, result.estimate.weights?.[i] ?? null));
  const chosenOfAll = new Set(result.every.map((e) => e.id));
  const without = new Set(state.without);
  const roles = new Map();
  for (const e of result.shown) roles.set(e.id, roleOf(e, weights, chosenOfAll, result, without, state.once));
  return roles;
}

function roleOf(effect, weights, chosenOfAll, result, without, once) {
  if (without.has(effect.study)) return { part: "out", words: word("explorer-use-left-out") };
  if (effect.use !== "main") return { part: "out", words: word("explorer-use-why", { why: effect.why }) };
  if (result.reason) return { part: "out", words: word("explorer-use-no-estimate") };
  if (weights.has(effect.id)) return { part: "in", weight: weights.get(effect.id), words: "" };
  if (effect.checked) return { part: "out", words: word("explorer-use-other") };
  const part = once && chosenOfAll.has(effect.id) ? "once" : "out";
  return { part, words: word("explorer-use-once") };
}

const COLUMNS = {
  effect_id: (e) => e.id, study_id: (e) => e.study, study: (e) => e.label, year: (e) => e.year,
  outcome_family: (e) => e.family, construct_id: (e) => e.construct,
  evidence_class: (e) => e.evidence, level: (e) => e.level,
  intervention_types: (e) => e.kind.join(";"), countries: (e) => e.country.join(";"),
  income_group: (e) => e.income, cadres: (e) => e.cadre.join(";"), design: (e) => e.design,
  risk_of_bias: (e) => e.bias,
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
  return csvText(lines);
}
