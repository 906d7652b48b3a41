/* The hub's two-level model on one effect a study: REML, Knapp-Hartung, prediction interval.
   Numbers in, numbers out: no page, no network. It follows analyses/models and
   analyses/findings/pool.py, and tests/browser/test_explorer_estimate.py holds the two together.

   An effect is an object with yi, vi (sampling variance, > 0) and, to choose, study and rank. */

const LEVEL = 0.95;
const ROUNDING = 1e-15;
const HALVINGS = 200;

/* Of each study, the effect that comes first by the hub's rule: the smallest rank. */
export function oneEach(effects) {
  const first = new Map();
  for (const effect of effects) {
    const other = first.get(effect.study);
    if (other === undefined || effect.rank < other.rank) first.set(effect.study, effect);
  }
  return [...first.values()];
}

/* Pool effects of different studies; fewer than two are not pooled, with the reason. */
export function pool(effects) {
  const k = effects.length;
  if (k < 2) return { pooled: false, k, reason: k === 1 ? "one study" : "no study" };
  effects.forEach(requireNumbers);
  const y = Float64Array.from(effects, (e) => e.yi);
  const v = Float64Array.from(effects, (e) => e.vi);
  const tau2 = remlTau2(y, v);
  const { total, mean, squares } = weightedSums(y, v, tau2);
  const spread = squares > Number.EPSILON ? squares : 0; // what rounding leaves of a perfect fit
  const se = Math.sqrt(spread / (k - 1) / total);
  const df = k - 1;
  const critical = tQuantile(df);
  const reach = critical * Math.sqrt(se * se + tau2);
  return {
    pooled: true, k, df, estimate: mean, se, tau2, i2: shareOfVariance(v, tau2),
    ciLower: mean - critical * se, ciUpper: mean + critical * se,
    piLower: mean - reach, piUpper: mean + reach,
    p: 1 - tCentral(Math.abs(mean / se), df),
    weights: Array.from(v, (variance) => 1 / (variance + tau2) / total),
  };
}

/* Before they are taken as numbers: an array of numbers would make a silent 0 of what is missing. */
function requireNumbers({ yi, vi }, index) {
  if (!Number.isFinite(yi) || !Number.isFinite(vi) || vi <= 0) {
    throw new RangeError(`effect ${index + 1}: yi ${yi}, vi ${vi}; vi must be above 0`);
  }
}

function weightedSums(y, v, tau2) {
  let total = 0;
  let sum = 0;
  for (let i = 0; i < y.length; i += 1) {
    const w = 1 / (v[i] + tau2);
    total += w;
    sum += w * y[i];
  }
  const mean = sum / total;
  let squares = 0;
  for (let i = 0; i < y.length; i += 1) squares += (y[i] - mean) ** 2 / (v[i] + tau2);
  return { total, mean, squares };
}

/* The tau2 of the highest restricted likelihood; exactly 0 at the boundary. The likelihood may have
   several maxima: its slope is looked at on a grid whose steps in log(v + tau2) are at most log 2,
   and each change from rising to falling holds one. */
export function remlTau2(y, v) {
  const least = Math.min(...v);
  const grid = gridOf(y, v, least);
  const slopes = grid.map((t) => slope(y, v, t));
  const maxima = slopes[0] <= 0 ? [0] : [];
  for (let i = 0; i + 1 < grid.length; i += 1) {
    if (slopes[i] > 0 && slopes[i + 1] <= 0) maxima.push(root(y, v, grid[i], grid[i + 1], least));
  }
  if (slopes[slopes.length - 1] > 0) throw new RangeError("the likelihood has no maximum");
  if (maxima.length === 1) return maxima[0];
  const heights = maxima.map((t) => height(y, v, t));
  return maxima[heights.indexOf(Math.max(...heights))];
}

/* From 0 to a value above which the likelihood only falls: there (tau2 + least)^2 is above
   s2 (tau2 + most), s2 being the mean square of the unweighted residuals. */
function gridOf(y, v, least) {
  const most = Math.max(...v);
  const ones = new Float64Array(y.length).fill(1);
  const s2 = weightedSums(y, ones, 0).squares / (y.length - 1);
  const top = 1.01 * (s2 + Math.sqrt(s2 * s2 + 4 * s2 * most)) / 2;
  if (top === 0) return [0];
  const steps = Math.max(1, Math.ceil(Math.log2(1 + top / least)));
  const end = Math.log1p(top / least);
  return Array.from({ length: steps + 1 }, (_, i) => least * Math.expm1(end * i / steps));
}

/* Twice the derivative of the restricted log-likelihood. */
function slope(y, v, tau2) {
  const { total, mean } = weightedSums(y, v, tau2);
  let pull = 0;
  let second = 0;
  for (let i = 0; i < y.length; i += 1) {
    const w = 1 / (v[i] + tau2);
    pull += (w * (y[i] - mean)) ** 2;
    second += w * w;
  }
  return pull - total + second / total;
}

function root(y, v, from, to, least) {
  let low = from;
  let high = to;
  for (let i = 0; i < HALVINGS && high - low > ROUNDING * (high + least); i += 1) {
    const middle = Math.sqrt((low + least) * (high + least)) - least;
    if (middle <= low || middle >= high) break;
    if (slope(y, v, middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/* Twice the restricted log-likelihood, without its constant. */
function height(y, v, tau2) {
  const { total, squares } = weightedSums(y, v, tau2);
  return -v.reduce((sum, variance) => sum + Math.log(variance + tau2), 0) - squares
    - Math.log(total);
}

/* I2, the share (0 to 1) of tau2 in it and the typical sampling variance (Higgins & Thompson). */
function shareOfVariance(v, tau2) {
  let total = 0;
  let second = 0;
  for (const variance of v) {
    total += 1 / variance;
    second += 1 / (variance * variance);
  }
  const typical = (v.length - 1) / (total - second / total);
  return tau2 / (typical + tau2);
}

/* P(|T| <= t) for whole degrees of freedom: Abramowitz & Stegun 26.7.3 and 26.7.4. */
export function tCentral(t, df) {
  if (t === Infinity) return 1;
  if (Number.isNaN(t)) return NaN;
  const angle = Math.atan(t / Math.sqrt(df));
  const square = Math.cos(angle) ** 2;
  const odd = df % 2 === 1;
  let term = odd ? Math.cos(angle) : 1;
  let sum = df === 1 ? 0 : term;
  for (let i = odd ? 3 : 2; i <= df - 2; i += 2) {
    term *= square * (i - 1) / i;
    sum += term;
  }
  return odd ? (angle + Math.sin(angle) * sum) * 2 / Math.PI : Math.sin(angle) * sum;
}

/* The t beyond which 2.5% lie on each side; between the normal's 1.96 and the 12.7 of one degree. */
const quantiles = new Map();
export function tQuantile(df) {
  if (!quantiles.has(df)) {
    let low = 1.9;
    let high = 13;
    while (high - low > 4 * Number.EPSILON * high) {
      const middle = (low + high) / 2;
      if (tCentral(middle, df) < LEVEL) low = middle;
      else high = middle;
    }
    quantiles.set(df, (low + high) / 2);
  }
  return quantiles.get(df);
}
