"""PyMuPDF enters here and nowhere else: opening, pages of words, lines drawn, boxes of cells.

``Table.extract()`` and ``to_pandas()`` of PyMuPDF 2.0 lose decimal points; only the boxes of the
cells are taken from it (see ``pdf_tables``).
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from extract.documents.characters import one_line
from extract.documents.files import check_file
from extract.documents.model import DocumentError, Problem
from extract.documents.pdf_chars import lines_of
from extract.documents.pdf_page import Box, Matrix, Page
from extract.documents.pdf_weight import MAX_WEIGHT, weight_of

# It would load its trained model of layouts, a second at every start; no model is asked here.
sys.modules.setdefault("pymupdf.layout", None)  # type: ignore[arg-type]
import pymupdf as untyped  # noqa: E402

pymupdf: Any = untyped  # annotated in part only
VERSION = f"pymupdf {pymupdf.__version__}"
# A paper is some MB; the largest with photographs come to 60. Above, it is a book or a scan of
# one, and would hold a shard for minutes.
MAX_BYTES = 100_000_000
MAX_PAGES = 500
MAX_CHARACTERS = 30_000  # of a page; a full one of small type has 10,000
MAX_DRAWN = 3_000_000  # bytes of instructions up to which the lines drawn are looked at
MAX_DRAWINGS = 5000  # up to which boxes are looked for, in time that grows with the square
A4 = (595.0, 842.0)
FLAGS = (
    pymupdf.TEXT_PRESERVE_LIGATURES
    | pymupdf.TEXT_PRESERVE_WHITESPACE
    | pymupdf.TEXT_MEDIABOX_CLIP
    | pymupdf.TEXT_CID_FOR_UNKNOWN_UNICODE
)
# direction of writing -> quarter turn that sets it upright
TURNS = {(1, 0): 0, (0, 1): 90, (-1, 0): 180, (0, -1): 270}
FEW_CHARACTERS = 25  # a page number or a stamp is no text layer
SCAN_SHARE = 0.5  # of the page under one picture
OCR_DPI = 200
MAX_THICKNESS = 2.5  # points; a line drawn, not an area
MIN_RULE = 12.0

pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)
pymupdf.no_recommend_layout()  # it would print


class PdfSource:
    """An open PDF. Use it as a context manager."""

    def __init__(self, path: Path) -> None:
        self._name = path.name
        self._pdf = _open(path)
        self._upright: dict[int, Any] = {}
        self._copies: list[Any] = []
        self._weights: dict[int, int] = {}
        self._boxes: dict[int, list[list[list[Box | None]]]] = {}
        self.problems: list[Problem] = []
        self.ocr = shutil.which("tesseract") is not None

    def __enter__(self) -> PdfSource:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._upright.clear()
        for copy in self._copies:
            copy.close()
        self._pdf.close()

    @property
    def n_pages(self) -> int:
        """Number of pages."""
        return int(self._pdf.page_count)

    @property
    def repaired(self) -> bool:
        """The file was damaged and could be mended."""
        return bool(self._pdf.is_repaired)

    @property
    def metadata(self) -> dict[str, str]:
        """What the file says about itself."""
        return {k: v for k, v in (self._pdf.metadata or {}).items() if isinstance(v, str)}

    def pages(self) -> Iterator[Page]:
        """Yield each page, its text upright; one that cannot be read is empty and a problem.

        Raises
        ------
        DocumentError
            If no page can be read.
        """
        failed = 0
        for i in range(self.n_pages):
            try:
                yield self._page(i)
            except Exception as error:  # the library raises whatever a damaged page leads it to
                failed += 1
                self._add(i + 1, f"page not read: {one_line(error)}")
                if failed == self.n_pages:
                    what = f"none of its pages can be read ({one_line(error)})"
                    raise DocumentError(f"{self._name}: {what}") from error
                yield Page(number=i + 1, width=A4[0], height=A4[1], lines=())

    def rules(self, number: int) -> tuple[list[Box], list[Box]]:
        """Return the horizontal lines drawn on a page (from 1), and its filled areas."""
        if self._weights.get(number, 0) > MAX_DRAWN:
            self._add(number, "far too much is drawn on the page: tables read without its lines")
            return [], []
        try:
            drawings = self._shown(number).get_cdrawings()
        except Exception as error:  # as above
            self._add(number, f"tables read without the lines drawn: {one_line(error)}")
            return [], []
        if len(drawings) > MAX_DRAWINGS:
            self._boxes[number] = []
        return _lines_and_areas(item for d in drawings for item in d["items"])

    def cell_boxes(self, number: int) -> list[list[list[Box | None]]]:
        """Return the boxes of the cells of each table found on a page (from 1), by row.

        By the lines drawn alone: the library's trained model of layouts is not asked.
        """
        if number not in self._boxes:
            try:
                found = self._shown(number).find_tables(use_layout=False).tables
            except Exception as error:  # as above
                self._add(number, f"boxes of tables not looked for: {one_line(error)}")
                found = []
            self._boxes[number] = [
                [[tuple(c) if c else None for c in row.cells] for row in table.rows]
                for table in found
            ]
        return self._boxes[number]

    def _shown(self, number: int) -> Any:
        return self._upright.get(number) or self._pdf[number - 1]

    def _add(self, number: int, what: str) -> None:
        self.problems.append(Problem(what=what, page=number))

    def _page(self, index: int) -> Page:
        page = self._pdf[index]
        # the matrix belongs to the page as shown, so it is taken before the page is turned
        shown = page.rotation_matrix
        page.set_rotation(0)
        self._weights[index + 1] = weight_of(self._pdf, page)
        raw = _characters_of(page, self._weights[index + 1])
        share = _image_share(page)
        by_ocr = self.ocr and _characters(raw) < FEW_CHARACTERS and share > SCAN_SHARE
        if by_ocr:
            layer = page.get_textpage_ocr(dpi=OCR_DPI, full=True)
            raw = page.get_text("rawdict", flags=FLAGS, textpage=layer)["blocks"]
        width, height = page.rect.width, page.rect.height
        turn = _turn(raw)
        if turn:
            page = self._turned(index, turn)
            raw = page.get_text("rawdict", flags=FLAGS)["blocks"]
        return Page(
            number=index + 1,
            width=page.rect.width,
            height=page.rect.height,
            lines=tuple(lines_of(raw)),
            back=tuple(_untwist(turn, width, height) * shown),
            image_share=share,
            by_ocr=by_ocr,
        )

    def _turned(self, index: int, turn: int) -> Any:
        """Draw a page again, turned; text, lines and pictures come along."""
        rect = self._pdf[index].rect
        copy = pymupdf.open()
        width, height = (rect.height, rect.width) if turn % 180 else (rect.width, rect.height)
        page = copy.new_page(width=width, height=height)
        page.show_pdf_page(page.rect, self._pdf, index, rotate=turn)
        self._copies.append(copy)  # a page dies with its document
        self._upright[index + 1] = page
        return page


def _open(path: Path) -> Any:
    check_file(path, MAX_BYTES, "a PDF")
    with path.open("rb") as file:
        start = file.read(1024)
    if b"%PDF-" not in start:
        raise DocumentError(f"{path.name}: not a PDF, it begins with {start[:20]!r}")
    try:
        pdf = pymupdf.open(path, filetype="pdf")
        n_pages = 0 if pdf.needs_pass else pdf.page_count
    except Exception as error:  # the library raises whatever a damaged file leads it to
        raise DocumentError(f"{path.name}: damaged PDF ({one_line(error)})") from error
    if pdf.needs_pass:
        raise DocumentError(f"{path.name}: encrypted, it opens only with a password")
    if n_pages == 0:
        raise DocumentError(f"{path.name}: damaged PDF, it has no pages")
    if n_pages > MAX_PAGES:
        raise DocumentError(
            f"{path.name}: oversized, {n_pages} pages; at most {MAX_PAGES} are read"
        )
    return pdf


def _characters_of(page: Any, weight: int) -> Any:
    """Return the characters of a page in blocks, lines and spans."""
    if weight > MAX_WEIGHT:
        raise ValueError(f"far too much is drawn on it, more than {MAX_WEIGHT // 10**6} MB")
    layer = page.get_textpage(flags=FLAGS)
    n = len(layer.extractText()) if weight > MAX_CHARACTERS else 0
    if n > MAX_CHARACTERS:
        raise ValueError(f"{n} characters on it; at most {MAX_CHARACTERS} are read")
    return layer.extractRAWDICT()["blocks"]


def _characters(blocks: Sequence[dict[str, Any]]) -> int:
    return sum(
        len(s["chars"]) for b in blocks for line in b.get("lines", ()) for s in line["spans"]
    )


def _turn(blocks: Sequence[dict[str, Any]]) -> int:
    """Return the turn that sets most of the characters upright."""
    weight: dict[int, int] = dict.fromkeys(TURNS.values(), 0)
    for line in (line for b in blocks for line in b.get("lines", ())):
        turn = TURNS.get((round(line["dir"][0]), round(line["dir"][1])))
        if turn is not None:
            weight[turn] += sum(len(s["chars"]) for s in line["spans"])
    return max(weight, key=lambda t: (weight[t], -t))


def _untwist(turn: int, width: float, height: float) -> Any:
    """Return the matrix from the turned frame to that of the page of this width and height."""
    matrices: dict[int, Matrix] = {
        0: (1, 0, 0, 1, 0, 0),
        90: (0, 1, -1, 0, width, 0),
        180: (-1, 0, 0, -1, width, height),
        270: (0, -1, 1, 0, 0, height),
    }
    return pymupdf.Matrix(*matrices[turn])


def _image_share(page: Any) -> float:
    area = page.rect.width * page.rect.height
    if not area > 0:
        return 0.0
    boxes = [pymupdf.Rect(i["bbox"]) & page.rect for i in page.get_image_info()]
    return float(max((b.width * b.height for b in boxes if not b.is_empty), default=0.0) / area)


def _lines_and_areas(items: Iterable[Sequence[Any]]) -> tuple[list[Box], list[Box]]:
    rules: list[Box] = []
    areas: list[Box] = []
    for item in items:
        box = _item_box(item)
        if box is None:
            continue
        if box[3] - box[1] <= MAX_THICKNESS and box[2] - box[0] >= MIN_RULE:
            rules.append(box)
        elif item[0] == "re" and box[3] - box[1] > MIN_RULE:
            areas.append(box)
    return rules, areas


def _item_box(item: Sequence[Any]) -> Box | None:
    if item[0] == "l":
        (x, y), (u, v) = item[1], item[2]
        return min(x, u), min(y, v), max(x, u), max(y, v)
    if item[0] == "re":
        x, y, u, v = item[1]
        return min(x, u), min(y, v), max(x, u), max(y, v)
    return None
