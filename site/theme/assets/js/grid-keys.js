/* Keys of a grid (ARIA Authoring Practices): one stop for Tab, arrows between the cells. Rows are
   arrays of the elements that take the focus. */
const PAGE = 5;
const MOVES = {
  ArrowLeft: (at) => [at.row, at.column - 1],
  ArrowRight: (at) => [at.row, at.column + 1],
  ArrowUp: (at) => [at.row - 1, at.column],
  ArrowDown: (at) => [at.row + 1, at.column],
  PageUp: (at) => [at.row - PAGE, at.column],
  PageDown: (at) => [at.row + PAGE, at.column],
  Home: (at, ctrl) => [ctrl ? 0 : at.row, 0],
  End: (at, ctrl) => [ctrl ? Infinity : at.row, Infinity],
};

export class GridKeys {
  constructor(element) {
    this.rows = [];
    this.at = { row: 0, column: 0 };
    element.addEventListener("keydown", (event) => this.key(event));
    element.addEventListener("focusin", (event) => this.found(event.target));
  }

  /* Take the cells anew; the stop stays where it was, as far as that is there. */
  take(rows) {
    this.rows = rows;
    this.places = new Map();
    rows.forEach((cells, row) => cells.forEach((cell, column) => {
      cell.tabIndex = -1;
      this.places.set(cell, { row, column });
    }));
    this.moveTo(this.at.row, this.at.column);
  }

  moveTo(row, column) {
    if (this.rows.length === 0) return null;
    const last = this.rows.length - 1;
    const r = Math.min(Math.max(row, 0), last);
    const c = Math.min(Math.max(column, 0), this.rows[r].length - 1);
    const before = this.rows[this.at.row]?.[this.at.column];
    if (before) before.tabIndex = -1;
    this.at = { row: r, column: c };
    this.rows[r][c].tabIndex = 0;
    return this.rows[r][c];
  }

  found(target) {
    const place = this.places.get(target);
    if (place) this.moveTo(place.row, place.column);
  }

  key(event) {
    const move = MOVES[event.key];
    if (!move || event.altKey || event.metaKey || !this.places.has(event.target)) return;
    if (event.ctrlKey && event.key !== "Home" && event.key !== "End") return;
    event.preventDefault();
    this.moveTo(...move(this.at, event.ctrlKey)).focus();
  }
}
