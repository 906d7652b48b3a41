"""The best of the candidates, and what tells how sure the choice is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from extract.answers.question import CELLS, OutcomeType
from extract.answers.scoring import SIGNS, Model
from extract.papers.model import Number

# A margin as wide as this is as good as no rival at all.
WIDE = 6.0
# So many of the best are looked at: for one with numbers, and for a rival.
LOOKED_AT = 12

Features = Mapping[str, float]
Cells = dict[str, Number]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The best candidate.

    Attributes
    ----------
    index : int
        Of the candidate.
    cells : mapping
        What it fills.
    signs : mapping
        What its confidence is made from, as in ``scoring.SIGNS``.
    """

    index: int
    cells: Cells
    signs: dict[str, float]


def choose(
    features: Sequence[Features], fill: Callable[[int], Cells], kind: OutcomeType, model: Model
) -> Choice | None:
    """Choose among candidates.

    Parameters
    ----------
    features : sequence of mapping
        Of each candidate.
    fill : callable
        Returns the cells of the candidate with an index.
    kind : str
        ``binary`` or ``continuous``.
    model : Model

    Returns
    -------
    Choice or None
        None where no candidate fills the outcome.
    """
    scores = [model.rank(f) for f in features]
    ranked = sorted(range(len(features)), key=lambda i: -scores[i])[:LOOKED_AT]
    cells = {i: fill(i) for i in ranked}
    best = next((i for i in ranked if has_outcome(cells[i])), None)
    if best is None:
        return None
    others = [i for i in ranked if i != best]
    # the same means may stand elsewhere with their spread and the sizes of the groups
    same = [best, *(i for i in others if _agrees(cells[i], cells[best]))]
    full = max(same, key=lambda i: (len(cells[i]), scores[i]))
    rival = next((i for i in others if _differs(cells[i], cells[best])), None)
    margin = WIDE if rival is None else min(WIDE, scores[best] - scores[rival])
    signs = _signs(features[full], cells[full], kind)
    signs |= {"margin": margin, "score": scores[best], "agreeing": min(len(same) - 1, 3) / 3}
    return Choice(index=full, cells=cells[full], signs=signs)


def has_outcome(cells: Cells) -> bool:
    """Tell whether cells hold more than the sizes of groups."""
    return any(n.endswith(("_events", "_mean")) for n in cells)


def _signs(f: Features, cells: Cells, kind: OutcomeType) -> dict[str, float]:
    names = (n for n in SIGNS if n in f and n not in ("baseline", "change"))
    return {
        **{name: f[name] for name in names},
        "full": float(all(n in cells for n in CELLS[kind])),
        "computed": float(any(v.origin == "computed" for v in cells.values())),
        # a count worked out from a percentage is told by "computed"
        "type_fits": 1.0 if kind == "binary" else f["type_fits"],
        "change": f["change"] - f["change_asked"],
        "baseline": f["baseline"] * (1 - f["baseline_asked"]),
    }


def _differs(a: Cells, b: Cells) -> bool:
    keys = [k for k in {**a, **b} if k.endswith(("_events", "_mean"))]
    return any((a[k].value if k in a else None) != (b[k].value if k in b else None) for k in keys)


def _agrees(a: Cells, b: Cells) -> bool:
    return has_outcome(a) and not _differs(a, b)
