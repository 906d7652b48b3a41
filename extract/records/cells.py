"""Cells that a spreadsheet would compute: recognised coming in, made harmless going out."""

from __future__ import annotations

SURE = ("=", "@", "\t", "\r")
SIGNS = ("+", "-")
CALLS = ("(", "!", "|")


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def is_formula(cell: str) -> bool:
    """Say whether a cell is a formula.

    A number with a sign is none; words after a plus or a minus are none either, unless they call
    something.
    """
    if len(cell) < 2 or _is_number(cell):
        return False
    return cell.startswith(SURE) or (cell.startswith(SIGNS) and any(mark in cell for mark in CALLS))


def harmless(text: str) -> str:
    """Return the text with a leading apostrophe when a spreadsheet would compute it."""
    risky = len(text) > 1 and text.startswith(SURE + SIGNS) and not _is_number(text)
    return f"'{text}" if risky else text
