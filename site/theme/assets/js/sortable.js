/* Columns of tables marked data-sortable can be sorted; without this script they stay as written.
   Values with their units are left alone: numbers of different units have no order. */

const MIXED = new Set([2]);

function textOf(row, column) {
  return row.cells[column].textContent.trim();
}

function sortBy(table, column, descending) {
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
  rows.sort((a, b) => order.compare(textOf(a, column), textOf(b, column)));
  if (descending) rows.reverse();
  body.append(...rows);
}

function addButtons(table) {
  const headers = [...table.tHead.rows[0].cells];
  headers.forEach((header, column) => {
    if (MIXED.has(column)) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort-button";
    button.textContent = header.textContent;
    header.replaceChildren(button);
    button.addEventListener("click", () => {
      const descending = header.getAttribute("aria-sort") === "ascending";
      for (const other of headers) other.removeAttribute("aria-sort");
      header.setAttribute("aria-sort", descending ? "descending" : "ascending");
      sortBy(table, column, descending);
    });
  });
}

for (const table of document.querySelectorAll("table[data-sortable]")) addButtons(table);
