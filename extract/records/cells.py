"""Cells that a spreadsheet would compute: recognised coming in, made harmless going out."""

from __future__ import annotations

FORMULA = ("=", "@", "+", "-", "\t", "\r")


def is_formula(cell: str) -> bool:
    """Say whether a spreadsheet would compute this cell instead of showing it.

    A number with a sign is no formula; a dash before words is none either, unless it calls
    something.
    """
    if not cell.startswith(FORMULA):
        return False
    try:
        float(cell)
    except ValueError:
        return not cell.startswith("-") or "(" in cell or "!" in cell
    return False


def harmless(text: str) -> str:
    """Return the text with a leading apostrophe when a spreadsheet would compute it."""
    return f"'{text}" if is_formula(text) else text
