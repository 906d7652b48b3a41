/* Course packs from parts that were written with the site: the same joining as in
   hub/course_packs.py, so that a visitor's pack is what the build would make. Every text is safe in
   its form already; nothing is escaped here because nothing is made here. No page, no network. */
import { strToU8, zipSync } from "./fflate.js";

const BODY = "word/document.xml";
const FIRST_DAY = new Date(1980, 0, 1); // the first a zip file can hold: no visitor leaves a time

export const TYPES = {
  cartridge: "application/vnd.ims.imsccv1p3",
  document: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  markdown: "text/markdown;charset=utf-8",
};

const join = (texts) => texts.join("");
const hasReferences = (parts) => parts.some((part) => part.ris !== "");

/* The files of a cartridge in a version of the standard. */
export function cartridge(frame, parts, version) {
  const [head, middle, tail] = frame.manifest[version];
  const links = parts.map((part) => part.links[version]).filter(Boolean);
  const items = parts.map((part) => part.item + (part.links[version]?.item ?? ""));
  const [first, last] = frame.references_html;
  const cited = hasReferences(parts);
  const files = {
    "imsmanifest.xml": join([
      head, ...items, cited ? frame.references_item : "", middle,
      ...parts.map((part) => part.resource), ...links.map((link) => link.resource),
      cited ? frame.references_resources : "", tail,
    ]),
    ...Object.fromEntries(parts.map((part) => [part.path, part.html])),
    ...Object.fromEntries(links.map((link) => [link.path, link.text])),
  };
  if (!cited) return files;
  return {
    ...files,
    "references.html": join([first, ...parts.map((part) => part.reference_html), last]),
    "citations/references.ris": join(parts.map((part) => part.ris)),
    "citations/references.bib": join(parts.map((part) => part.bibtex)),
  };
}

/* The files of a Word document. */
export function wordDocument(frame, parts) {
  const [head, references, records, tail] = frame.docx;
  const files = Object.fromEntries(
    Object.entries(frame.docx_files).map(([name, text]) => [name, bytesOf(text)]),
  );
  const cited = hasReferences(parts) ? [
    references, ...parts.map((part) => part.reference_docx), records,
    ...parts.map((part) => part.ris_docx),
  ] : [];
  files[BODY] = join([head, ...parts.map((part) => part.docx), ...cited, tail]);
  return files;
}

/* A pack as one Markdown text. */
export function markdown(frame, parts) {
  const [head, references] = frame.markdown;
  if (!hasReferences(parts)) return join([head, ...parts.map((part) => part.markdown)]);
  const records = parts.filter((part) => part.ris).map((part) => `\n\`\`\`text\n${part.ris}\`\`\`\n`);
  return join([
    head, ...parts.map((part) => part.markdown), references,
    ...parts.map((part) => part.reference_markdown), ...records,
  ]);
}

/* Files as a zip archive. */
export function zipped(files) {
  const bytes = Object.fromEntries(
    Object.entries(files).map(([name, text]) => [name, typeof text === "string" ? strToU8(text) : text]),
  );
  return zipSync(bytes, { level: 9, mtime: FIRST_DAY });
}

function bytesOf(base64) {
  return Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0));
}
