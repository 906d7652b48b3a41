/* The words of the Explorer: sentences from a state and what follows from it. No page. */
import { number } from "./forest.js";

const countries = new Intl.DisplayNames(["en"], { type: "region" });

export function plural(count, one, many) {
  return `${count} ${count === 1 ? one : many}`;
}

export function labelOf(data, name, value) {
  if (name === "country") return /^[A-Z]{2}$/.test(value) ? countries.of(value) : value;
  return data.labels[name][value] ?? value;
}

/* What is shown, in plain sentences: the selection, the estimate or why there is none, and what the
   numbers read only once would change. */
export function sentences(chosen, state, unknown, result) {
  const studies = new Set(result.shown.map((e) => e.study)).size;
  const about = chosen.length ? `: ${chosen.join("; ")}` : "";
  const lines = [
    `You see ${plural(result.shown.length, "effect", "effects")} of `
    + `${plural(studies, "study", "studies")}${about}.`,
  ];
  if (unknown.length) {
    lines.push(`The address names what this release does not hold, and it was set aside: ${
      unknown.join(", ")}.`);
  }
  if (result.shown.length === 0) return lines;
  if (result.reason) return [...lines, result.reason];
  return [...lines, estimateSentence(result), ...onceSentence(result, state)];
}

function estimateSentence(result) {
  const { estimate: e, checked } = result;
  if (checked.length === 0) return "None of them has a usable number that was read twice: no estimate.";
  if (!e.pooled) {
    const [only] = checked;
    return "Only one study has a usable number that was read twice, so there is nothing to pool. "
      + `It finds ${sizeWords(only.yi, only.lower, only.upper)}.`;
  }
  const size = sizeWords(e.estimate, e.ciLower, e.ciUpper);
  const start = `${e.k} of the studies have a usable number that was read twice. Together`;
  if (kindOf(result) === "pre_post") {
    return `${start}, in single groups measured before and after, the mean change is ${size} `
      + "(positive is better). This does not show that the intervention caused it.";
  }
  if (e.ciLower > 0) return `${start} they favour the intervention: ${size}.`;
  if (e.ciUpper < 0) return `${start} they favour the comparison: ${size}.`;
  return `${start} they show no clear difference: ${size}. The interval includes no effect.`;
}

function pWords(p) {
  if (Number.isNaN(p)) return "p cannot be computed";
  return p < 0.001 ? "p below 0.001" : `p ${number(p, 3)}`;
}

function sizeWords(estimate, lower, upper) {
  return `${number(estimate)} standard deviations, 95% interval ${number(lower)} to ${number(upper)}`;
}

export function kindOf(result) {
  return result.kept[0]?.evidence;
}

function onceSentence(result, state) {
  const inside = new Set(result.checked.map((e) => e.id));
  const more = result.every.filter((e) => !inside.has(e.id)).length;
  if (more === 0) return ["Every number that can be used here was read twice."];
  const numbers = more === 1
    ? "One more number was read only once, and nobody has checked it"
    : `${more} more numbers were read only once, and nobody has checked them`;
  const start = `${numbers}: not in the estimate.`;
  const all = result.estimateOfAll;
  if (!state.once) return [start];
  if (!all.pooled) return [`${start} Even so there would be nothing to pool.`];
  const size = sizeWords(all.estimate, all.ciLower, all.ciUpper);
  const change = result.estimate.pooled
    ? `, a change of ${number(all.estimate - result.estimate.estimate)}`
    : "";
  return [`${start} Taken as they are, the estimate would be ${size}, ${all.k} studies${change}.`];
}

/* What a reader must know beside an estimate. */
export function remarks(data, result) {
  const { estimate: e } = result;
  if (result.reason || !e.pooled) return [];
  const lines = [
    `In a new setting the effect may well lie anywhere between ${number(e.piLower)} and `
    + `${number(e.piUpper)} (95% prediction interval).`,
    `Variance between studies ${number(e.tau2, 3)}; share of variance that is not sampling error `
    + `(I²) ${Math.round(100 * e.i2)}%; ${pWords(e.p)}, ${plural(e.df, "degree", "degrees")} of `
    + "freedom.",
  ];
  const levels = [...new Set(result.checked.map((c) => labelOf(data, "level", c.level)))];
  if (levels.length > 1) {
    lines.push(`It averages over the levels ${levels.join(", ")}. What helps at one need not help `
      + "at another: choose a level for a number that means one thing.");
  }
  if (e.df < 4) {
    lines.push("So few studies that the interval itself cannot be trusted much (fewer than 4 "
      + "degrees of freedom).");
  }
  if (e.se === 0) {
    lines.push("The effects are all the same, so the interval has no width: do not trust it.");
  }
  lines.push("You choose these studies with their results in sight: explore with it, and do not "
    + "quote it as a finding. How sure it is has not been judged.");
  return lines;
}

export function weightWords(weight) {
  return weight === null ? "the only one" : `yes, weight ${number(100 * weight, 1)}%`;
}
