/* A forest plot as the pages draw it (analyses/plots/forest.py), for effects chosen in the browser.
   tests/browser/test_explorer_forest.py holds the two drawings together. */

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 740;
const LINE = 15;
const GAP = 9;
const CHARACTER = 7.2;
const ARROW = 7;
const LABEL = 36;

export function number(value, places = 2) {
  if (value === null || !Number.isFinite(value)) return "–";
  const text = value.toFixed(places);
  return (Number(text) === 0 ? (0).toFixed(places) : text).replace("-", "−");
}

export function intervalWords(estimate, lower, upper) {
  return `${number(estimate)} [${number(lower)}, ${number(upper)}]`;
}

/* rows: {label, href, estimate, lower, upper, weight, note, hollow}, one at least;
   summaries: {label, estimate, lower, upper, piLower, piUpper}. The words are those of the hub's own
   drawing where none are given. */
export function forest(rows, summaries, {
  title, description, favours, xLabel,
  columns = ["Study", "Estimate [95% CI]"], prediction = "95% prediction interval",
}) {
  const axis = axisOf(rows, summaries, columns, prediction);
  const heaviest = Math.max(...rows.map((r) => r.weight)) || 1;
  const parts = [
    words(0, LINE - 2, columns[0], "forest__heading"),
    words(WIDTH, LINE - 2, columns[1], "forest__heading", "end"),
  ];
  let y = LINE + GAP;
  for (const row of rows) y = drawRow(parts, row, axis, y, heaviest);
  for (const summary of summaries) y = drawSummary(parts, summary, axis, y + GAP / 2, prediction);
  const [scale, height] = drawScale(axis, LINE + GAP / 2, y + GAP / 2, favours, xLabel);
  const svg = node("svg", {
    class: "forest__plot", role: "group", viewBox: `0 0 ${place(WIDTH)} ${place(height)}`,
    "aria-labelledby": "explorer-forest-title", "aria-describedby": "explorer-forest-desc",
    "font-family": "system-ui, sans-serif", "font-size": "13", fill: "currentColor",
  });
  svg.append(
    node("title", { id: "explorer-forest-title" }, title),
    node("desc", { id: "explorer-forest-desc" }, description), scale, ...parts,
  );
  return svg;
}

function node(name, attributes, text) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text !== undefined) element.textContent = text;
  return element;
}

const place = (position) => (position + 0).toFixed(2);

function words(x, y, text, name, anchor = "start") {
  return node("text", { x: place(x), y: place(y), class: name, "text-anchor": anchor }, text);
}

function line(name, x, y, direction, end, extra = {}) {
  const d = `M${place(x)} ${place(y)}${direction}${place(end)}`;
  return node("path", { class: name, d, stroke: "currentColor", ...extra });
}

/* --- the number line --- */

function axisOf(rows, summaries, columns, prediction) {
  const [low, high] = rangeOf(rows, summaries);
  const all = [...rows, ...summaries];
  const numbers = all.map((r) => intervalWords(r.estimate, r.lower, r.upper).length);
  const labels = rows.map((r) => Math.min(r.label.length, LABEL));
  if (summaries.length) labels.push(prediction.length + 1);
  const left = CHARACTER * Math.max(...labels) + 16;
  const right = WIDTH - CHARACTER * Math.max(columns[1].length, ...numbers) - 16;
  return axisOver(low, high, left, right);
}

/* Zero, central estimates and pooled intervals; wide intervals are cut. */
function rangeOf(rows, summaries) {
  const core = [0, ...central(rows.map((r) => r.estimate))];
  const reached = rows.flatMap((r) => [r.lower, r.upper]);
  for (const s of summaries) {
    core.push(s.lower, s.upper);
    if (s.piLower !== null) reached.push(s.piLower, s.piUpper);
  }
  reached.push(...core);
  const [least, most] = [Math.min(...core), Math.max(...core)];
  const reach = 0.75 * Math.max(most - least, 0.4);
  return [
    Math.min(least, Math.max(Math.min(...reached), least - reach)),
    Math.max(most, Math.min(Math.max(...reached), most + reach)),
  ];
}

function central(values) {
  if (values.length < 5) return values;
  const [lower, upper] = [quantile(values, 0.25), quantile(values, 0.75)];
  const fence = 3 * Math.max(upper - lower, 0.1);
  return values.filter((v) => lower - fence <= v && v <= upper + fence);
}

function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
}

function axisOver(low, high, left, right) {
  const rough = (high > low ? high - low : 1) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((f) => f * power).find((s) => s >= rough * (1 - 1e-9));
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(Math.ceil((high > low ? high : low + 1) / step - 1e-9), first + 1);
  const ends = { low: first * step, high: last * step };
  const x = (value) => {
    const share = (value - ends.low) / (ends.high - ends.low);
    return left + Math.min(Math.max(share, 0), 1) * (right - left);
  };
  const places = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
  return { ...ends, left, right, x, places, ticks };
}

/* --- the marks --- */

/* At most two lines, broken at spaces and after hyphens; what does not fit ends in an ellipsis. */
function wrap(text, length) {
  const lines = [""];
  for (const [piece, joint] of piecesOf(text, length)) {
    const current = lines[lines.length - 1];
    if (current === "") lines[lines.length - 1] = piece;
    else if ((current + joint + piece).length <= length) lines[lines.length - 1] += joint + piece;
    else lines.push(piece);
  }
  if (lines.length <= 2) return lines;
  let second = lines[1];
  while (second.length + 2 > length && second.includes(" ")) {
    second = second.slice(0, second.lastIndexOf(" "));
  }
  return [lines[0], `${second} …`];
}

function piecesOf(text, length) {
  const pieces = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const parts = word.split(/(?<=\p{L}{2}-)(?=\p{L}-?\p{L})/u).flatMap((part) => (
      part.match(new RegExp(`.{1,${length}}`, "gu"))
    ));
    parts.forEach((part, i) => pieces.push([part, i ? "" : " "]));
  }
  return pieces;
}

function whisker(name, axis, lower, upper, y, extra = {}) {
  const marks = [line(name, axis.x(lower), y, "H", axis.x(upper), extra)];
  const arrow = (tip, back) => node("path", {
    class: "forest__arrow", d: `M${place(tip)} ${place(y)}l${place(back)} -4v8z`,
  });
  if (lower < axis.low) marks.push(arrow(axis.left, ARROW));
  if (upper > axis.high) marks.push(arrow(axis.right, -ARROW));
  return marks;
}

function drawRow(parts, row, axis, top, heaviest) {
  const label = wrap(row.label, LABEL);
  const note = row.note ? wrap(row.note, LABEL + 4) : [];
  const bottom = top + LINE * (label.length + note.length) + GAP;
  const middle = (top + bottom - GAP) / 2;
  const group = node("g", { class: "forest__row" });
  const anchor = node("a", { href: row.href });
  label.forEach((text, i) => anchor.append(words(0, top + LINE * (i + 1) - 3, text, "")));
  group.append(anchor);
  note.forEach((text, i) => {
    group.append(words(0, top + LINE * (label.length + i + 1) - 3, text, "forest__note"));
  });
  group.append(...whisker("forest__interval", axis, row.lower, row.upper, middle));
  if (axis.low <= row.estimate && row.estimate <= axis.high) {
    group.append(square(row, axis, middle, heaviest));
  }
  const text = intervalWords(row.estimate, row.lower, row.upper);
  group.append(words(WIDTH, middle + 4.5, text, "forest__number", "end"));
  parts.push(group);
  return bottom;
}

function square(row, axis, y, heaviest) {
  const side = row.hollow ? 8 : Math.max(4, 14 * Math.sqrt(row.weight / heaviest));
  const hollow = row.hollow ? { fill: "none", stroke: "currentColor" } : {};
  return node("rect", {
    class: row.hollow ? "forest__square forest__square--hollow" : "forest__square",
    x: place(axis.x(row.estimate) - side / 2), y: place(y - side / 2),
    width: place(side), height: place(side), ...hollow,
  });
}

function drawSummary(parts, summary, axis, top, prediction) {
  const label = wrap(summary.label, LABEL);
  const middle = top + LINE * label.length / 2;
  const bottom = top + LINE * label.length + GAP;
  const group = node("g", { class: "forest__summary" });
  group.append(line("forest__rule", 0, top - 5, "H", WIDTH));
  label.forEach((text, i) => group.append(words(0, top + LINE * (i + 1) - 3, text, "")));
  const [lower, centre, upper] = [summary.lower, summary.estimate, summary.upper].map(axis.x);
  const corners = [[lower, middle], [centre, middle - 7], [upper, middle], [centre, middle + 7]];
  const points = corners.map(([x, y]) => `${place(x)},${place(y)}`).join(" ");
  group.append(node("polygon", { class: "forest__diamond", points, ...summary.look }));
  const text = intervalWords(summary.estimate, summary.lower, summary.upper);
  group.append(words(WIDTH, middle + 4.5, text, "forest__number", "end"));
  parts.push(group);
  if (summary.piLower === null) return bottom;
  const y = bottom + LINE / 2;
  group.append(words(0, y + 4.5, prediction, "forest__note"));
  const dashes = { "stroke-dasharray": "5 4" };
  group.append(...whisker("forest__prediction", axis, summary.piLower, summary.piUpper, y, dashes));
  const ends = `[${number(summary.piLower)}, ${number(summary.piUpper)}]`;
  group.append(words(WIDTH, y + 4.5, ends, "forest__number", "end"));
  return bottom + LINE + GAP;
}

function drawScale(axis, top, bottom, favours, xLabel) {
  const group = node("g", { class: "forest__scale" });
  if (axis.low <= 0 && axis.high >= 0) {
    group.append(line("forest__zero", axis.x(0), top, "V", bottom));
  }
  group.append(line("forest__axis", axis.left, bottom, "H", axis.right));
  for (const value of axis.ticks) {
    const x = axis.x(value);
    group.append(line("forest__axis", x, bottom, "V", bottom + 5));
    group.append(words(x, bottom + 19, number(value, axis.places), "forest__tick", "middle"));
  }
  const middle = (axis.left + axis.right) / 2;
  group.append(words(middle, bottom + 37, xLabel, "forest__label", "middle"));
  const [left, right] = [`← ${favours[0]}`, `${favours[1]} →`];
  const narrow = 6.9 * (left.length + right.length) + 8 > axis.right - axis.left;
  const below = narrow ? LINE : 0;
  group.append(words(axis.left, bottom + 54, left, "forest__favours"));
  group.append(words(axis.right, bottom + 54 + below, right, "forest__favours", "end"));
  return [group, bottom + 62 + below];
}
