"""One effect a study: the stated rule that chooses, and the reasons for the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]
TIMES = ("post", "during", "not_stated", "follow_up")
ORIGINS = {"reported": 0, "computed": 0, "converted": 1, "imputed": 2}


ONCE = "read once, not checked: shown apart from the pooled effect"
EVERY = ("machine", "checked", "corrected")


def choose(
    effects: Sequence[Row],
    order: Sequence[str],
    uses: Sequence[str] = ("main",),
    statuses: Sequence[str] = EVERY,
) -> dict[str, tuple[Row | None, dict[str, str]]]:
    """Choose one effect for each study.

    Parameters
    ----------
    effects : sequence of mapping
        Rows of ``effect_sizes`` of one outcome family, level and evidence class.
    order : sequence of str
        Constructs in order of preference; the others follow in alphabetical order.
    uses : sequence of str
        Uses that may be chosen.
    statuses : sequence of str
        Review statuses that may be chosen; a rejected number never is.

    Returns
    -------
    dict
        For each study: the chosen effect or None, and for each effect the reason.
    """
    studies: dict[str, list[Row]] = {}
    for effect in effects:
        studies.setdefault(effect["study_id"], []).append(effect)
    return {
        s: _choose_one(members, order, uses, statuses) for s, members in sorted(studies.items())
    }


def _choose_one(
    members: Sequence[Row], order: Sequence[str], uses: Sequence[str], statuses: Sequence[str]
) -> tuple[Row | None, dict[str, str]]:
    reasons: dict[str, str] = {}
    able: list[Row] = []
    for effect in members:
        if effect["yi"] is None:
            reasons[effect["effect_id"]] = f"no effect: {effect['no_effect_reason']}"
        elif effect["review_status"] == "rejected" or effect["use"] not in uses:
            reasons[effect["effect_id"]] = f"{effect['use']}: {effect['use_reason']}"
        elif effect["review_status"] not in statuses:
            reasons[effect["effect_id"]] = ONCE
        else:
            able.append(effect)
    if not able:
        return None, reasons
    ranked = sorted(able, key=lambda e: rank(e, order))
    best = ranked[0]
    reasons[best["effect_id"]] = "chosen" if len(ranked) == 1 else "chosen: first by the rule"
    for other in ranked[1:]:
        reasons[other["effect_id"]] = (
            f"another effect of the study comes first: {_why(best, other, order)}"
        )
    return best, reasons


def rank(effect: Row, order: Sequence[str]) -> tuple[Any, ...]:
    """Return the key by which the effects of a study are ordered; the smallest is chosen.

    In turn: the preferred construct; measured at the end of the intervention; a score rather than
    a yes or no; computed from the printed numbers rather than converted; the earliest time; the
    most people; the identifier, so that the choice is the same each time.
    """
    construct = effect["construct_id"]
    place = order.index(construct) if construct in order else len(order)
    people = (effect["n1i"] or 0) + (effect["n2i"] or 0)
    weeks = effect["time_weeks"] if effect["time_weeks"] is not None else 1e6
    return (
        place,
        "" if construct in order else construct,
        TIMES.index(effect["time_kind"]),
        "-or-" in str(effect["formula"]),
        ORIGINS[effect["origin"]],
        weeks,
        -people,
        effect["effect_id"],
    )


CRITERIA = (
    "a preferred outcome",
    "a preferred outcome",
    "nearer to the end of the intervention",
    "a score, not a yes or no",
    "computed, not converted",
    "earlier",
    "more people",
    "first identifier",
)


def _why(best: Row, other: Row, order: Sequence[str]) -> str:
    pairs = zip(CRITERIA, rank(best, order), rank(other, order), strict=True)
    return next(name for name, a, b in pairs if a != b)
