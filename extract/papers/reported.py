"""Effects that a table prints beside two groups: a difference, d, an odds ratio, its p."""

from __future__ import annotations

import re
from collections.abc import Callable

from extract.documents.model import Document
from extract.papers.model import Number
from extract.papers.pairs import Pair
from extract.papers.places import quote_of
from extract.papers.readings import Reading

_NAMES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("d", re.compile(
        r"\bcohen|\bhedges|\bSMD\b|\bstandardi[sz]ed|\beffect sizes?\b|\bES\b|^[dg]$", re.I)),
    ("or", re.compile(r"\bOR\b|(?i:\bodds ratio)")),
    ("hr", re.compile(r"\bHR\b|(?i:\bhazard ratio)")),
    ("rr", re.compile(r"\bRR\b|(?i:\b(?:risk|rate) ratio|\brelative risk)")),
    ("md", re.compile(r"\bMD\b|(?i:\bdifference|\beffect\b)")),
)  # fmt: skip
_OTHER_EFFECT = re.compile(r"^[tFBbZ]$|\beta\b|η|\bdf\b|\bchi|χ|\bβ", re.I)


def reported_effects(
    document: Document,
    row: list[Reading],
    pair: Pair,
    named: Callable[[Reading], frozenset[str]],
) -> dict[str, Number]:
    """Return the effects printed in the row of a pair of columns.

    Parameters
    ----------
    document : Document
    row : list of Reading
        All readings of the pair's row.
    pair : Pair
    named : callable
        Returns the arms that the heads over a reading name.

    Returns
    -------
    dict of str to Number
        ``d md or rr hr`` with ``ci_lb``, ``ci_ub`` and ``p``. Empty unless the table has two
        groups only: with three, which of them a difference compares is not told by the plan.
    """
    if pair.axis != "heads":
        return {}
    groups = frozenset().union(*(named(r) for r in row if not r.effect and not r.total))
    if len(groups) != 2:
        return {}
    found: dict[str, Number] = {}
    for reading in row:
        if reading.effect:
            found.update(_effect(document, reading, found))
    return found


def _effect(document: Document, reading: Reading, found: dict[str, Number]) -> dict[str, Number]:
    head = " ".join(reading.heads)
    out: dict[str, Number] = {}
    p = reading.values.get("p")
    if p is not None:
        quote = quote_of(document, reading, "p")
        return {"p": Number(value=p.value, printed=p.text, quote=quote)}
    name = next((n for n, pattern in _NAMES if pattern.search(head)), None)
    centre = next((k for k in ("mean", "value", "median") if k in reading.values), None)
    if name is None or centre is None or name in found or _OTHER_EFFECT.search(head):
        return {}
    keys = {centre: name, "ci_lb": "ci_lb", "ci_ub": "ci_ub"}
    for key, as_name in keys.items():
        value = reading.values.get(key)
        if value is not None and not (as_name.startswith("ci") and "ci_lb" in found):
            quote = quote_of(document, reading, key)
            out[as_name] = Number(value=value.value, printed=value.text, quote=quote)
    return out
