/* The controls of the shared filters: boxes that open to a list of values to tick, the years, and
   words. A box tells what is ticked; the numbers beside its values are written when it is open. */
import { make } from "./elements.js";
import { FILTERS, countsOf, startState, valuesOf } from "./filter-state.js";
import { language, word } from "./words.js";

const WAIT = 150; // milliseconds after a key before words are looked for
const FIELD_IDS = { words: "words-in-name-or-title", from: "year-from", to: "year-to" };

/* view: {data, state}; names: {name: title}; label(name, value); onChange(). `first` are shown,
   the others wait behind “More filters”; without any, all wait behind “Filters”. */
export class Filters {
  constructor(view, { id, names, first, label, onChange, unit = null }) {
    Object.assign(this, { view, id, names, label, onChange, unit });
    this.boxes = new Map(Object.keys(names).map((n) => [n, this.box(n)]));
    this.years = { from: yearBox(), to: yearBox() };
    this.words = make("input", { type: "search", autocomplete: "off", spellcheck: false });
    const grid = () => make("div", { className: "filters__grid" });
    const [front, rest] = [grid(), grid()];
    const order = [...first, ...[...this.boxes.keys()].filter((n) => !first.includes(n))];
    for (const name of order) (first.includes(name) ? front : rest).append(this.boxes.get(name).element);
    (first.length ? front : rest).append(this.field("words", this.words));
    rest.append(this.field("from", this.years.from), this.field("to", this.years.to));
    const title = word(first.length ? "filters-more" : "filters");
    this.more = make("details", { className: "filters__more" }, make("summary", {}, title), rest);
    this.element = make("div", { className: "filters" }, ...(first.length ? [front] : []), this.more);
    this.hidden = order.filter((n) => !first.includes(n));
    this.watch();
    this.show();
    const { state } = view;
    const start = startState(view.data);
    this.more.open = this.hidden.some((n) => `${state[n]}` !== `${start[n]}`)
      || state.from !== null || state.to !== null || (first.length === 0 && state.words !== "");
  }

  field(name, control) {
    control.id = `${this.id}-${FIELD_IDS[name]}`;
    const label = make("label", { htmlFor: control.id }, word(`filter-${name}`));
    return make("div", { className: "filters__field" }, label, control);
  }

  box(name) {
    const values = [...new Set(this.view.data.entries.flatMap((e) => valuesOf(e, name)))];
    const options = values.map((value) => this.option(name, value));
    options.sort((a, b) => a.label.localeCompare(b.label, language));
    const says = make("span", { className: "filters__chosen" });
    const summary = make("summary", {}, make("span", { className: "filters__name" }, this.names[name]), " ", says);
    const group = make("div", { className: "filters__values" }, ...options.map((o) => o.line));
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", this.names[name]);
    const element = make("details", { className: "filters__box" }, summary, group);
    element.dataset.filter = name;
    element.addEventListener("toggle", () => { if (element.open) this.opened(name); });
    return { element, summary, says, options };
  }

  option(name, value) {
    const label = this.label(name, value);
    const input = make("input", { type: "checkbox", value });
    const count = make("span", { className: "filters__count" });
    const line = make("label", {}, input, make("span", {}, label), " ", count);
    return { value, label, input, count, line };
  }

  watch() {
    this.element.addEventListener("change", () => this.read());
    let timer = 0;
    this.words.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.read(), WAIT);
    });
    this.element.addEventListener("keydown", (event) => {
      const open = event.target.closest(".filters__box[open]");
      if (event.key !== "Escape" || !open) return;
      open.open = false;
      open.querySelector("summary").focus();
      event.stopPropagation();
    });
    document.addEventListener("click", (event) => this.close(event.target.closest(".filters__box")));
    this.element.addEventListener("focusin", (event) => this.close(event.target.closest(".filters__box")));
  }

  close(except) {
    for (const { element } of this.boxes.values()) if (element !== except) element.open = false;
  }

  opened(name) {
    this.close(this.boxes.get(name).element);
    this.count();
  }

  read() {
    const { state } = this.view;
    for (const [name, { options }] of this.boxes) {
      state[name] = options.filter((o) => o.input.checked).map((o) => o.value);
    }
    for (const [name, box] of Object.entries(this.years)) {
      state[name] = box.value === "" || !box.checkValidity() ? null : box.valueAsNumber;
    }
    state.words = this.words.value.trim();
    this.tell();
    this.onChange();
  }

  /* Put the state into the controls. */
  show() {
    const { state } = this.view;
    for (const [name, { options }] of this.boxes) {
      const chosen = new Set(state[name]);
      for (const o of options) o.input.checked = chosen.has(o.value);
    }
    for (const [name, box] of Object.entries(this.years)) box.value = state[name] ?? "";
    this.words.value = state.words;
    this.tell();
  }

  tell() {
    for (const [name, { element, says, options }] of this.boxes) {
      const chosen = options.filter((o) => o.input.checked);
      const n = chosen.length;
      const text = n > 1 ? word("filter-chosen", { n, count: n }) : chosen[0]?.label ?? word("filter-any");
      if (says.textContent !== text) says.textContent = text;
      element.classList.toggle("filters__box--set", chosen.length > 0);
    }
  }

  /* Beside each value of the open box, how many it would show, the other filters being as they are. */
  count() {
    const open = [...this.boxes].filter(([, { element }]) => element.open);
    if (open.length === 0) return;
    const counts = countsOf(this.view.data.entries, this.view.state, this.unit);
    for (const [name, { options }] of open) {
      for (const o of options) {
        const text = `(${counts[name].get(o.value) ?? 0})`;
        if (o.count.textContent !== text) o.count.textContent = text;
      }
    }
  }

  /* The chosen values in words, for a sentence. */
  inWords() {
    const { state } = this.view;
    const chosen = FILTERS.filter((n) => state[n].length > 0)
      .map((n) => state[n].map((v) => this.label(n, v)).join(` ${word("filter-or")} `));
    if (state.from !== null) chosen.push(word("filter-said-from", { year: state.from }));
    if (state.to !== null) chosen.push(word("filter-said-to", { year: state.to }));
    if (state.words) chosen.push(word("filter-said-words", { words: state.words }));
    return chosen;
  }
}

function yearBox() {
  return make("input", { type: "number", min: 1900, max: 2100, step: 1 });
}
