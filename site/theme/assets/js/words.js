/* What the scripts of a page say: words that the page holds as data, made from the messages of the
   site by hub/script_words.py. */

const held = document.getElementById("script-words");
const { language: told, words } = held ? JSON.parse(held.textContent) : { language: "en", words: {} };
const rules = new Intl.PluralRules([told]);

export const language = told;

/* A word with its places filled in; `count` among the values chooses the plural. */
export function word(name, values = {}) {
  return pieces(name, values).join("");
}

/* The same in pieces, for values that are elements. */
export function pieces(name, values = {}) {
  const plural = "count" in values ? words[`${name}-${rules.select(values.count)}`] : undefined;
  const text = plural ?? words[name];
  if (text === undefined) throw new RangeError(`the page holds no word ${name}`);
  return text.split(/\{(\w+)\}/).map((part, i) => (i % 2 ? valueOf(name, part, values) : part));
}

function valueOf(name, place, values) {
  if (!(place in values)) throw new RangeError(`the word ${name} needs a value for ${place}`);
  return values[place];
}
