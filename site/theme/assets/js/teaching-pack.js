/* The course pack: findings are ticked, the address holds them with their versions, and the pack is
   made here from parts that lie beside the page. Nothing is stored and nothing leaves the page. */
import { TYPES, cartridge, markdown, wordDocument, zipped } from "./teaching-build.js";
import { word } from "./words.js";

const mount = document.getElementById("pack-builder");
const rows = new Map(
  [...document.querySelectorAll("li[data-finding]")].map((row) => [row.dataset.finding, row]),
);
const boxes = new Map();
const FORMS = [
  ["cc11", "course-pack-cc11.imscc", (f, p) => zipped(cartridge(f, p, "1.1")), TYPES.cartridge],
  ["cc13", "course-pack-cc13.imscc", (f, p) => zipped(cartridge(f, p, "1.3")), TYPES.cartridge],
  ["docx", "course-pack.docx", (f, p) => zipped(wordDocument(f, p)), TYPES.document],
  ["md", "course-pack.md", markdown, TYPES.markdown],
];
const MOST = 60; // findings in one pack: more is no course, and the address would grow too long

let chosen = [];
const view = build();
start();

function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

/* --- the address --- */

/* What an address names: findings that are here, those that have changed since, and the rest. */
function read() {
  const text = new URLSearchParams(location.search).get("findings") ?? "";
  const found = { known: [], changed: [], unknown: [] };
  for (const entry of text.split(",").filter(Boolean).slice(0, MOST)) {
    const [ident, version] = entry.split("~");
    const row = rows.get(ident);
    if (!row) found.unknown.push(ident);
    else if (!found.known.includes(ident)) {
      found.known.push(ident);
      if (version && version !== row.dataset.version) {
        const told = { finding: nameOf(ident), old: version, new: row.dataset.version };
        found.changed.push(word("pack-changed-finding", told));
      }
    }
  }
  return found;
}

function write() {
  const entries = chosen.map((ident) => `${ident}~${rows.get(ident).dataset.version}`);
  const search = entries.length ? `?findings=${entries.join(",")}` : "";
  history.replaceState(null, "", `${location.pathname}${search}${location.hash}`);
}

function nameOf(ident) {
  return rows.get(ident).querySelector("a").textContent;
}

/* --- the page --- */

function build() {
  const says = make("p", { className: "pack__says" });
  says.setAttribute("role", "status");
  const list = make("ol", { className: "pack__chosen" });
  const buttons = FORMS.map(([kind, name, form, type]) => {
    const button = make("button", { type: "button", className: "pack__button" }, word(`pack-${kind}`));
    button.addEventListener("click", () => save(name, form, type));
    return button;
  });
  const empty = make("button", { type: "button", className: "pack__button" }, word("pack-empty"));
  empty.addEventListener("click", () => {
    chosen = [];
    refresh();
  });
  return { says, list, buttons, empty, warnings: make("div"), filter: filterOf() };
}

function filterOf() {
  const select = make("select", { id: "pack-competency" }, make("option", { value: "" }, word("pack-any")));
  for (const pair of mount.dataset.names.split("; ")) {
    const [value, label] = pair.split("=");
    select.append(make("option", { value }, label));
  }
  select.addEventListener("change", () => show(select.value));
  return select;
}

function start() {
  for (const [ident, row] of rows) {
    const box = make("input", { type: "checkbox" });
    box.setAttribute("aria-label", word("pack-put", { finding: nameOf(ident) }));
    box.addEventListener("change", () => toggle(ident, box.checked));
    boxes.set(ident, box);
    row.prepend(box, " ");
  }
  const { known, changed, unknown } = read();
  chosen = known;
  warn(word("pack-changed"), changed);
  warn(word("pack-unknown"), unknown);
  const label = make("label", { htmlFor: view.filter.id }, `${word("pack-show")} `);
  mount.replaceChildren(
    make("h2", {}, word("pack-title")), view.warnings, view.says, view.list,
    make("div", { className: "pack__actions" }, ...view.buttons, view.empty),
    make("p", { className: "pack__filter" }, label, view.filter),
  );
  document.getElementById("pack-note").hidden = true;
  draw(); // the address stays as it came: what has changed since is told again after a reload
}

function warn(text, names) {
  if (!names.length) return;
  const items = names.map((name) => make("li", {}, name));
  view.warnings.append(make("p", {}, make("strong", {}, text)), make("ul", {}, ...items));
}

function toggle(ident, on) {
  chosen = chosen.filter((other) => other !== ident);
  if (on && chosen.length < MOST) chosen.push(ident);
  refresh();
}

/* Show the rows of a competency; a ticked one stays in sight. */
function show(competency) {
  for (const [ident, row] of rows) {
    const fits = !competency || row.dataset.competencies.split(" ").includes(competency);
    row.hidden = !fits && !chosen.includes(ident);
  }
  for (const list of document.querySelectorAll(".pack__list")) {
    const empty = [...list.children].every((row) => row.hidden);
    list.hidden = empty;
    list.previousElementSibling.hidden = empty;
  }
}

function refresh() {
  draw();
  write();
}

function draw() {
  for (const [ident, box] of boxes) box.checked = chosen.includes(ident);
  const n = chosen.length;
  const full = n >= MOST ? ` ${word("pack-full")}` : "";
  say(n ? word("pack-count", { n, count: n }) + full : word("pack-nothing"));
  view.list.replaceChildren(...chosen.map((ident) => make("li", {}, nameOf(ident))));
  for (const button of [...view.buttons, view.empty]) button.disabled = n === 0;
}

function say(text) {
  view.says.textContent = text;
}

/* --- the file --- */

async function load(name) {
  const response = await fetch(`${mount.dataset.parts}/${name}.json`);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response.json();
}

async function save(name, form, type) {
  say(word("pack-making"));
  try {
    const [frame, ...parts] = await Promise.all(["frame", ...chosen].map(load));
    const address = URL.createObjectURL(new Blob([form(frame, parts)], { type }));
    const link = make("a", { href: address, download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
    say(word("pack-made", { name, n: parts.length, count: parts.length }));
  } catch (error) {
    say(word("pack-failed", { problem: error.message }));
  }
}
