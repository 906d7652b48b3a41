"""PyMuPDF enters the site here and nowhere else: one page of PDF, and a picture of one."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

# It would load its trained model of layouts, a second at every start; no model is asked here.
sys.modules.setdefault("pymupdf.layout", None)  # type: ignore[arg-type]
import pymupdf as untyped  # noqa: E402

pymupdf: Any = untyped  # annotated in part only
pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)

Rect = tuple[float, float, float, float]
Colour = tuple[float, float, float]
A4 = (595.0, 842.0)
# MuPDF leaves out what stands inside a link of an SVG.
_LINKS = re.compile(r"</?a\b[^>]*>")

_BOX = re.compile(r'viewBox="0 0 (?P<width>[\d.]+) (?P<height>[\d.]+)"')


@dataclass(frozen=True, slots=True)
class Text:
    """HTML in a frame; it shrinks to fit."""

    frame: Rect
    html: str


@dataclass(frozen=True, slots=True)
class Svg:
    """A drawing, as large as its frame allows, from the upper left corner."""

    frame: Rect
    svg: str


@dataclass(frozen=True, slots=True)
class Area:
    """A filled rectangle."""

    frame: Rect
    colour: Colour


Part = Text | Svg | Area


class DoesNotFitError(ValueError):
    """A text that would have to be smaller than a person can read."""


def page_pdf(
    parts: Sequence[Part], css: str, *, title: str, author: str, subject: str, least: float = 0.75
) -> bytes:
    """Return one A4 page as PDF; the same parts give the same bytes.

    The file holds no structure for screen readers: whoever offers it offers a page beside it.

    Parameters
    ----------
    parts : sequence of Text, Svg or Area
        In points from the upper left corner; areas are drawn below everything else.
    css : str
        The style of the texts.
    title, author, subject : str
        What the file says about itself; no date, since a clock would change the bytes.
    least : float
        The share of its size to which a text may shrink.

    Raises
    ------
    DoesNotFitError
        When a text needs more room.
    """
    document = _drawn(parts, css, A4, least)
    document.set_metadata({"title": title, "author": author, "subject": subject})
    document.subset_fonts()
    content: bytes = document.tobytes(garbage=4, deflate=True, use_objstms=1, no_new_id=True)
    document.close()
    return content


def picture_png(
    parts: Sequence[Part], css: str, size: tuple[float, float], *, least: float = 0.75
) -> bytes:
    """Return a page of a size in pixels as PNG."""
    document = _drawn(parts, css, size, least)
    pixels = document[0].get_pixmap(alpha=False)
    content: bytes = pixels.tobytes("png")
    document.close()
    return content


def svg_shape(svg: str) -> float:
    """Return the height of a drawing as a share of its width."""
    found = _BOX.search(svg)
    if found is None:
        raise ValueError("a drawing without a viewBox has no shape")
    return float(found["height"]) / float(found["width"])


def _drawn(parts: Sequence[Part], css: str, size: tuple[float, float], least: float) -> Any:
    """Draw the texts in one go, each of which as a page of its own would cost most of the time."""
    stream = io.BytesIO()
    writer = pymupdf.DocumentWriter(stream)
    device = writer.begin_page(pymupdf.Rect(0, 0, *size))
    for part in parts:
        if isinstance(part, Text):
            _draw_text(device, part, css, least)
    writer.end_page()
    writer.close()
    document = pymupdf.open("pdf", stream.getvalue())
    page = document[0]
    for part in reversed(parts):  # each goes below what is there
        if isinstance(part, Area):
            frame = pymupdf.Rect(part.frame)
            page.draw_rect(frame, color=None, fill=part.colour, overlay=False)
    for part in parts:
        if isinstance(part, Svg):
            _draw_svg(page, pymupdf.Rect(part.frame), part.svg)
    return document


def _draw_text(device: Any, text: Text, css: str, least: float) -> None:
    x0, y0, x1, y1 = text.frame
    story = pymupdf.Story(html=text.html, user_css="body { margin: 1px; }" + css)
    room = pymupdf.Rect(0, 0, x1 - x0, y1 - y0)
    whole = pymupdf.mupdf.FZ_PLACE_STORY_FLAG_NO_OVERFLOW  # a word too wide does not fit either
    fit = story.fit_scale(room, scale_min=1, scale_max=1 / least, flags=whole)
    if not fit.big_enough:
        raise DoesNotFitError(f"{text.frame} is too small for: {text.html[:200]}")
    scale = 1 / fit.parameter
    story.draw(device, pymupdf.Matrix(scale, 0, 0, scale, x0, y0))


def _draw_svg(page: Any, frame: Any, svg: str) -> None:
    # nor does it take the font of the whole drawing for a text
    plain = _LINKS.sub("", svg).replace("<text ", '<text font-family="Helvetica" ')
    drawing = pymupdf.open(stream=plain.encode(), filetype="svg")
    width, height = drawing[0].rect.width, drawing[0].rect.height
    scale = min(frame.width / width, frame.height / height)
    place = (frame.x0, frame.y0, frame.x0 + scale * width, frame.y0 + scale * height)
    drawn = pymupdf.open("pdf", drawing.convert_to_pdf())
    page.show_pdf_page(pymupdf.Rect(place), drawn, 0)
    drawing.close()
