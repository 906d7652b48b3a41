/* The words of the Explorer: sentences from a state and what follows from it. Of the page, its
   words alone. */
import { number } from "./forest.js";
import { language, word } from "./words.js";

const countries = new Intl.DisplayNames([language], { type: "region" });

export function labelOf(data, name, value) {
  if (name === "country") return /^[A-Z]{2}$/.test(value) ? countries.of(value) : value;
  return data.labels[name][value] ?? value;
}

/* What is shown, in plain sentences: the selection, the estimate or why there is none, and what the
   numbers read only once would change. */
export function sentences(chosen, state, unknown, result) {
  const n = new Set(result.shown.map((e) => e.study)).size;
  const shown = {
    effects: word("explorer-effects", { n: result.shown.length, count: result.shown.length }),
    studies: word("explorer-studies", { n, count: n }), about: chosen.join("; "),
  };
  const lines = [word(chosen.length ? "explorer-shown-about" : "explorer-shown", shown)];
  if (unknown.length) lines.push(word("explorer-unknown", { unknown: unknown.join(", ") }));
  if (result.shown.length === 0) return lines;
  if (result.reason) return [...lines, result.reason];
  return [...lines, estimateSentence(result), ...onceSentence(result, state)];
}

function estimateSentence(result) {
  const { estimate: e, checked } = result;
  if (checked.length === 0) return word("explorer-no-study");
  if (!e.pooled) {
    const [only] = checked;
    return word("explorer-one-study", { size: sizeWords(only.yi, only.lower, only.upper) });
  }
  const values = { n: e.k, size: sizeWords(e.estimate, e.ciLower, e.ciUpper), count: e.k };
  if (kindOf(result) === "pre_post") return word("explorer-before-after", values);
  if (e.ciLower > 0) return word("explorer-for-intervention", values);
  if (e.ciUpper < 0) return word("explorer-for-comparison", values);
  return word("explorer-unclear", values);
}

function pWords(p) {
  if (Number.isNaN(p)) return word("explorer-p-none");
  return p < 0.001 ? word("explorer-p-small") : word("explorer-p", { p: number(p, 3) });
}

function sizeWords(estimate, lower, upper) {
  const values = { estimate: number(estimate), lower: number(lower), upper: number(upper) };
  return word("explorer-size", values);
}

export function kindOf(result) {
  return result.kept[0]?.evidence;
}

function onceSentence(result, state) {
  const inside = new Set(result.checked.map((e) => e.id));
  const more = result.every.filter((e) => !inside.has(e.id)).length;
  if (more === 0) return [word("explorer-once-none")];
  const start = word("explorer-once-more", { n: more, count: more });
  const all = result.estimateOfAll;
  if (!state.once) return [start];
  if (!all.pooled) return [`${start} ${word("explorer-once-nothing")}`];
  const values = { size: sizeWords(all.estimate, all.ciLower, all.ciUpper), n: all.k, count: all.k };
  if (!result.estimate.pooled) return [`${start} ${word("explorer-once-size", values)}`];
  const change = number(all.estimate - result.estimate.estimate);
  return [`${start} ${word("explorer-once-change", { ...values, change })}`];
}

/* What a reader must know beside an estimate. */
export function remarks(data, result) {
  const { estimate: e } = result;
  if (result.reason || !e.pooled) return [];
  const lines = [
    word("explorer-prediction", { lower: number(e.piLower), upper: number(e.piUpper) }),
    word("explorer-variance", {
      tau2: number(e.tau2, 3), i2: Math.round(100 * e.i2), p: pWords(e.p), n: e.df, count: e.df,
    }),
  ];
  const levels = [...new Set(result.checked.map((c) => labelOf(data, "level", c.level)))];
  if (levels.length > 1) lines.push(word("explorer-levels", { levels: levels.join(", ") }));
  if (e.df < 4) lines.push(word("explorer-few"));
  if (e.se === 0) lines.push(word("explorer-same"));
  return [...lines, word("explorer-yours")];
}

export function weightWords(weight) {
  if (weight === null) return word("explorer-use-only");
  return word("explorer-use-weight", { weight: number(100 * weight, 1) });
}
