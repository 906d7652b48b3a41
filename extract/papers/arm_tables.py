"""Groups that tables name: columns with their counts, a row of counts, groups down the side."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extract.documents.model import Cell, Document, Table
from extract.papers.arm_mentions import (
    COUNT_BESIDE,
    Mention,
    Stage,
    names_within,
    trimmed,
    whole_number,
    without_marks,
)
from extract.papers.arm_words import PEOPLE, may_name_arm, role_of
from extract.papers.model import Quote

_COUNT_ROW = re.compile(
    r"^\W*(?:n|no\.|numbers?|sample size|size|(?:total )?(?:no\.?|numbers?|n\.?) (?:of )?"
    r"(?:patients?|participants?|subjects?|cases|women|men|children|animals|individuals|persons)"
    r"|patients|participants|subjects|(?:patients|participants|subjects) (?:recruited|included|"
    r"analy[sz]ed|randomi[sz]ed|enrolled))\W*(?:[,(]?\s*(?:n|%|n\s*\(%\))\s*\)?)?\W*$",
    re.I,
)
_BARE = re.compile(rf"[(\[]\s*(\d{{1,3}}(?:,\d{{3}})+|\d+)\s*(?:{PEOPLE}\s*)?[)\]]\s*$", re.I)
_PART = re.compile(
    r"\bsub-?groups?\b|\bsubsamples?\b|\bamong\b|\bonly\b|\bstratif\w+|\brisk groups?\b|"
    r"\bby (?:sex|age|gender)\b|\bwith (?:low|high)\b|\bprotocol\b|\bcompleters\b",
    re.I,
)
_START = re.compile(
    r"\bbaseline\b|\bdemographic\w*|\bcharacteristics?\b|\bpre-?(?:test|treatment)\b|\bat entry\b",
    re.I,
)
_LATER = re.compile(
    r"\bchanges?\b|\bfrom baseline\b|\bfollow-?up\b|\bafter\b|\bpost\w*|\boutcomes?\b", re.I
)
# "Intervention centres (n = 10)" counts centres.
_MANY_PLACES = re.compile(
    r"\b(?:practi[ct]\w+s|clinics|hospitals|wards|schools|class(?:es|rooms)|villages|clusters|"
    r"cent(?:re|er)s|sites|communities|units|departments|teams|homes|facilities)$",
    re.I,
)
_LOST = re.compile(r"\blost\b|\bdrop-?outs?\b|\bwithdr\w+|\bnon-?complet\w+|\bexcluded\b", re.I)
# Further down, a row "N" or "Patients" counts those of a section.
_FIRST_ROWS = 4
# The title of a side column that lists the groups, and groups that are only a letter or number.
_LISTS_GROUPS = re.compile(
    r"\W*(?:(?:study|treatment|trial|patient|experimental) )?(?:groups?|arms?)\W*$", re.I
)
_A_MARK = re.compile(r"[A-H]|[IV]{1,3}|\d")
_GROUP = re.compile(r"\b(?:group|arm)s?\b", re.I)


@dataclass(frozen=True, slots=True)
class _Head:
    """A label of a column or row, its count as printed, and its cell."""

    label: str
    count: str | None
    cell: Cell
    column: int


def table_mentions(document: Document, first: int) -> list[Mention]:
    """Return the groups that tables name, sibling sets numbered from ``first``."""
    found: list[Mention] = []
    for table in document.tables:
        for heads, where in _sets(table):
            made = _mentions(table, heads, where, first)
            first += 1
            found += made
    return found


def _sets(table: Table) -> Iterator[tuple[list[_Head], str]]:
    counts = _counts_below(table)
    for row in range(max(1, table.n_header_rows)):
        heads = _row_heads(table, row, counts)
        if row and heads:
            heads = sorted([*heads, *_beside(table, row, counts)], key=lambda h: h.column)
        if len({h.label.lower() for h in heads}) > 1:
            yield _parted(table, heads), "column"
    stubs = _row_groups(table)
    if len({h.label.lower() for h in stubs}) > 1:
        yield stubs, "row"


def _beside(table: Table, row: int, counts: dict[int, Cell]) -> list[_Head]:
    """Return the heads of columns that end above a row: "Placebo" beside two doses of a drug."""
    taken = {
        j
        for c in table.cells
        if c.row == row and c.text
        for j in range(c.column, c.column + c.colspan)
    }
    free = [h for h in _row_heads(table, row - 1, counts) if h.cell.colspan == 1]
    return [h for h in free if h.column not in taken]


def _row_heads(table: Table, row: int, counts: dict[int, Cell]) -> list[_Head]:
    heads: list[_Head] = []
    for cell in (c for c in table.cells if c.row == row and c.text and c.column):
        head = _head(cell)
        if head is None:
            continue
        below = next(
            (counts[j] for j in range(cell.column, cell.column + cell.colspan) if j in counts), None
        )
        if head.count is None and below is not None:
            more = trimmed(COUNT_BESIDE.sub("", below.text)).strip("() ")
            label = f"{head.label} ({more})" if may_name_arm(more) else head.label
            heads.append(_Head(label, below.text, below, cell.column))
        else:
            heads.append(head)
    return heads


def _head(cell: Cell) -> _Head | None:
    text = without_marks(cell.text)
    match = COUNT_BESIDE.search(text) or _BARE.search(text)
    label = trimmed(text[: match.start()] + " " + text[match.end() :]) if match else trimmed(text)
    if not may_name_arm(label):
        return None
    people = match and not _MANY_PLACES.search(label)
    return _Head(label, match[1] if match and people else None, cell, cell.column)


def _row_groups(table: Table) -> list[_Head]:
    """Return the groups that stand down the side, with the counts of a column headed "N"."""
    body = max(1, table.n_header_rows)
    titles = {c.column: c.text.strip() for c in table.cells if c.row < body and c.text.strip()}
    listed = {j for j, title in titles.items() if j < 2 and _LISTS_GROUPS.match(title)}
    counted = next((j for j, title in titles.items() if j and _COUNT_ROW.match(title)), None)
    counts = {c.row: c for c in table.cells if c.column == counted}
    found: list[_Head] = []
    for cell in (c for c in table.cells if c.column < 2 and c.row >= body and c.text):
        if cell.column in listed and _A_MARK.fullmatch(cell.text.strip()):
            cell = replace(cell, text=f"Group {cell.text.strip()}")
        head = _head(cell)
        beside = counts.get(cell.row)
        if head and (cell.column in listed or head.count or _GROUP.search(head.label)):
            if head.count is None and beside and re.fullmatch(r"\d[\d,]*", beside.text.strip()):
                head = _Head(head.label, beside.text.strip(), beside, cell.column)
            found.append(head)
    return found


def _counts_below(table: Table) -> dict[int, Cell]:
    """Return, by column, the cells of a row that counts people: "N" or "No. of patients"."""
    by_row: dict[int, list[Cell]] = defaultdict(list)
    for cell in table.cells:
        by_row[cell.row].append(cell)
    body = max(1, table.n_header_rows)
    for row in (r for r in sorted(by_row) if r < body + _FIRST_ROWS or r == max(by_row)):
        cells = [c for c in by_row[row] if c.text]
        label, values = cells[:1], cells[1:]
        if len(values) > 1 and label and label[0].column == 0 and _COUNT_ROW.match(label[0].text):
            found = {
                c.column: c for c in values if re.fullmatch(r"\s*\d[\d,]*\s*(\(.*\))?", c.text)
            }
            if len(found) > 1:
                return found
        matched = {
            c.column: c
            for c in cells
            if re.fullmatch(r"\(?n\s*=\s*\d[\d,]*\s*\)?", without_marks(c.text), re.I)
        }
        if len(matched) > 1 and row >= 1 and not _START.search(cells[0].text):
            return matched
        named = {c.column: c for c in cells if c.column and COUNT_BESIDE.search(c.text)}
        if len(named) > 1 and row == table.n_header_rows and _goes_on(by_row, row, named):
            return named
    return {}


def _goes_on(by_row: dict[int, list[Cell]], row: int, named: dict[int, Cell]) -> bool:
    """Whether the head goes on in the first row below: no label above it, a count in each cell."""
    over = [c for c in by_row.get(row - 1, ()) if c.text]
    own = [c for c in by_row[row] if c.text and c.column]
    return all(c.column for c in over) and len(own) == len(named) == len(over)


def _parted(table: Table, heads: list[_Head]) -> list[_Head]:
    """Set the spanning header before labels that repeat with another count.

    Where only a header further up tells them apart and names people, as boys and girls, a count is
    no count of the whole group.
    """
    counts = _by_label(heads)
    parted = [
        replace(head, label=f"{above} {head.label}")
        if len(counts[head.label.lower()]) > 1 and may_name_arm(above := _above(table, head))
        else head
        for head in heads
    ]
    if all(len(c) < 2 for c in _by_label(parted).values()):
        return parted
    if len({a for h in heads if may_name_arm(a := _above(table, h, 2))}) < 2:
        return parted
    return [replace(h, count=None) if len(counts[h.label.lower()]) > 1 else h for h in heads]


def _by_label(heads: list[_Head]) -> dict[str, set[str]]:
    counts: dict[str, set[str]] = defaultdict(set)
    for head in heads:
        if head.count:
            counts[head.label.lower()].add(head.count)
    return counts


def _above(table: Table, head: _Head, rows: int = 1) -> str:
    for cell in table.cells:
        over = cell.column <= head.column < cell.column + cell.colspan
        if over and cell.row == head.cell.row - rows and cell.colspan > 1:
            return trimmed(without_marks(cell.text))
    return ""


def _mentions(table: Table, heads: list[_Head], where: str, siblings: int) -> list[Mention]:
    counted = sum(1 for h in heads if h.count)
    named = sum(1 for h in heads if _GROUP.search(h.label) or role_of(h.label))
    weight = (
        (2.0 if counted > 1 else 0.0) + (1.0 if named else 0.0) + (0.2 if where == "column" else 0)
    )
    if where == "row" and not named:
        weight = 0.2
    if _PART.search(table.caption):
        weight *= 0.5
    starts = _START.search(table.caption) and not _LATER.search(table.caption)
    found: list[Mention] = []
    for head in heads:
        if head.count and _LOST.search(_above(table, head)):
            continue
        label, also = names_within(head.label)
        at_start = starts or _START.search(_above(table, head))
        stage: Stage = "baseline" if at_start else "listed"
        quote = Quote(
            words=head.cell.text,
            place=head.cell.place,
            source=f"{table.label or 'Table'}, {where} {label}",
        )
        count = re.match(r"\D*(\d[\d,]*)", head.count) if head.count else None
        found.append(
            Mention(
                label=label,
                also=also,
                siblings=siblings,
                weight=weight,
                quote=quote,
                number=whole_number(count[1], quote) if count else None,
                stage=stage,
            )
        )
    return found
