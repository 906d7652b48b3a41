/* The filters that the Explorer and the gap map share: the state in the address, what it lets
   through, and how many entries each value would show. No page, no network.

   A filter holds a list of values; an empty list lets everything through. Values of one filter are
   alternatives, filters hold together. */

export const ANY = "any";

/* Each filter takes the value or the list of values of an entry under its own name. */
export const FILTERS = [
  "family", "construct", "evidence", "level", "kind", "country", "income", "cadre", "design",
  "bias", "status",
];
const YEARS = ["from", "to"];

/* data: {entries, start: {name: value}}; the start is what an address without filters shows. */
export function startState(data) {
  const state = { from: null, to: null, words: "" };
  for (const name of FILTERS) state[name] = name in data.start ? [data.start[name]] : [];
  return state;
}

export function valuesOf(entry, name) {
  const value = entry[name];
  if (Array.isArray(value)) return value;
  return value === null || value === undefined ? [] : [value];
}

/* Read the address; what it names and this release does not hold is set aside and told. */
export function stateFrom(search, data) {
  const state = startState(data);
  const unknown = [];
  const query = new URLSearchParams(search);
  for (const name of FILTERS) {
    const asked = [...new Set(query.getAll(name))];
    if (asked.length === 0) continue;
    const values = asked.filter((value) => value !== ANY);
    const held = new Set(data.entries.flatMap((e) => valuesOf(e, name)));
    const known = values.filter((value) => held.has(value));
    for (const value of values) if (!held.has(value)) unknown.push(`${name} ${value}`);
    if (known.length > 0 || asked.includes(ANY)) state[name] = asked.includes(ANY) ? [] : known;
  }
  for (const name of YEARS) {
    const value = query.get(name);
    if (value === null) continue;
    if (/^\d{4}$/.test(value)) state[name] = Number(value);
    else unknown.push(`${name} ${value}`);
  }
  state.words = (query.get("words") ?? "").trim();
  return { state, unknown };
}

/* The address of a state, as a query: only what differs from the start. */
export function queryOf(state, data) {
  const start = startState(data);
  const query = new URLSearchParams();
  for (const name of FILTERS) {
    if (same(state[name], start[name])) continue;
    for (const value of state[name].length ? [...state[name]].sort() : [ANY]) query.append(name, value);
  }
  for (const name of YEARS) if (state[name] !== null) query.set(name, state[name]);
  if (state.words) query.set("words", state.words);
  return query;
}

function same(some, others) {
  return some.length === others.length && some.every((value) => others.includes(value));
}

export function searchText(query) {
  const text = query.toString();
  return text ? `?${text}` : "";
}

export function filtersSet(state) {
  return FILTERS.some((n) => state[n].length > 0) || YEARS.some((n) => state[n] !== null)
    || state.words !== "";
}

/* What a state lets through, made ready once for many entries. `text` of an entry is what its words
   are looked for in: small letters, made by textOf. */
export function sieve(state) {
  const filters = FILTERS.filter((n) => state[n].length > 0).map((n) => [n, new Set(state[n])]);
  const words = plainText(state.words).split(" ").filter(Boolean);
  return {
    outside: (e) => (state.from !== null && (e.year === null || e.year < state.from))
      || (state.to !== null && (e.year === null || e.year > state.to))
      || !words.every((word) => e.text.includes(word)),
    fails: (e) => filters.filter(([n, chosen]) => !valuesOf(e, n).some((v) => chosen.has(v))),
  };
}

export function passing(entries, state) {
  const { outside, fails } = sieve(state);
  return entries.filter((e) => !outside(e) && fails(e).length === 0);
}

/* Of each filter, how many entries (or what `unit` names of them) each value would show, the other
   filters being as they are: an entry that fails at one filter counts in that one alone. */
export function countsOf(entries, state, unit = null) {
  const { outside, fails } = sieve(state);
  const counts = Object.fromEntries(FILTERS.map((n) => [n, new Map()]));
  for (const entry of entries) {
    if (outside(entry)) continue;
    const failed = fails(entry);
    if (failed.length > 1) continue;
    for (const name of failed.length ? [failed[0][0]] : FILTERS) add(counts[name], entry, name, unit);
  }
  if (unit === null) return counts;
  for (const name of FILTERS) {
    for (const [value, seen] of counts[name]) counts[name].set(value, seen.size);
  }
  return counts;
}

function add(counts, entry, name, unit) {
  for (const value of valuesOf(entry, name)) {
    if (unit === null) counts.set(value, (counts.get(value) ?? 0) + 1);
    else if (counts.has(value)) counts.get(value).add(entry[unit]);
    else counts.set(value, new Set([entry[unit]]));
  }
}

/* Small letters without accents, one space between words. */
export function plainText(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().split(/\s+/).join(" ").trim();
}

/* A spreadsheet computes text that starts like a formula; an apostrophe keeps it text. */
export function csvCell(value) {
  if (value === null || value === undefined) return "";
  if (typeof value !== "string") return String(value);
  const number = value.trim() !== "" && Number.isFinite(Number(value));
  const text = /^[=@\t\r+-]./s.test(value) && !number ? `'${value}` : value;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function csvText(lines) {
  return lines.map((cells) => `${cells.map(csvCell).join(",")}\n`).join("");
}
