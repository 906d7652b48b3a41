"""How much a page draws, found before it is drawn: a few kB may unpack to gigabytes.

The library that draws cannot be stopped, so what would keep it busy for minutes or fill the memory
is never begun.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Mapping
from typing import Any

# The heaviest page of a paper, a map or a scatter plot of every person, has some MB.
MAX_WEIGHT = 40_000_000
MAX_DEPTH = 64  # forms within forms
_DRAWN = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")


def weight_of(pdf: Any, page: Any) -> int:
    """Return the bytes of instructions of a page, each form's as often as it is drawn.

    More than ``MAX_WEIGHT`` stands for anything above it.
    """
    contents = page.get_contents()
    size, drawn = 0, Counter[str]()
    for xref in contents:
        own, names = _instructions(pdf, xref)
        size, drawn = size + own, drawn + names
    forms = _forms(pdf, page) if drawn else {}
    if not forms or size > MAX_WEIGHT:
        return size
    return _with_forms(pdf, size, drawn, forms)


def _forms(pdf: Any, page: Any) -> dict[int, dict[str, int]]:
    """Return for each form, 0 for the page, the forms it may draw, by name."""
    found: dict[int, dict[str, int]] = {}
    for xref, name, invoker, *_ in page.get_xobjects():
        if xref > 0 and pdf.xref_is_stream(xref):
            found.setdefault(invoker, {})[name] = xref
    return found


def _with_forms(
    pdf: Any, size: int, drawn: Counter[str], forms: Mapping[int, Mapping[str, int]]
) -> int:
    own = {
        x: _instructions(pdf, x) for x in {x for inner in forms.values() for x in inner.values()}
    }
    own[0] = size, drawn
    total = {x: n for x, (n, _) in own.items()}
    # each round goes one form deeper; forms that draw each other grow until they are too heavy
    for _ in range(min(len(own), MAX_DEPTH)):
        total = {
            x: min(
                n
                + sum(
                    k * total[forms[x][name]]
                    for name, k in names.items()
                    if name in forms.get(x, {})
                ),
                MAX_WEIGHT + 1,
            )
            for x, (n, names) in own.items()
        }
    return total[0]


def _instructions(pdf: Any, xref: int) -> tuple[int, Counter[str]]:
    """Return the size of a stream, unpacked, and how often it draws which names."""
    if not pdf.xref_is_stream(xref):
        return 0, Counter()
    size = _unpacked(pdf.xref_stream_raw(xref) or b"", pdf.xref_get_key(xref, "Filter")[1])
    if size > MAX_WEIGHT:
        return size, Counter()
    content = pdf.xref_stream(xref) or b""
    names = Counter(name.decode("latin-1") for name in _DRAWN.findall(content))
    return len(content), names


def _unpacked(raw: bytes, filters: str) -> int:
    """Return the size of a stream after unpacking as often as its filters say, or too large."""
    for _ in range(filters.count("/Fl")):
        try:
            raw = zlib.decompressobj().decompress(raw, MAX_WEIGHT + 1)
        except zlib.error:
            break  # damaged or locked; the library makes of it what it can
        if len(raw) > MAX_WEIGHT:
            break
    return len(raw)
