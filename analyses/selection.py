"""Which effects of a study enter: all at the end of the intervention, or one, by stated rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]
TIMES = ("post", "during", "not_stated", "follow_up")
ORIGINS = {"reported": 0, "computed": 0, "converted": 1, "imputed": 2}


ONCE = "read once, not checked: shown apart from the pooled effect"
EVERY = ("machine", "checked", "corrected")


def usable(
    effect: Row, uses: Sequence[str] = ("main",), statuses: Sequence[str] = EVERY
) -> str | None:
    """Return why an effect cannot be pooled, or None when it can."""
    if effect["yi"] is None:
        return f"no effect: {effect['no_effect_reason']}"
    if effect["review_status"] == "rejected" or effect["use"] not in uses:
        return f"{effect['use']}: {effect['use_reason']}"
    return None if effect["review_status"] in statuses else ONCE


def at_the_end(
    effects: Sequence[Row], uses: Sequence[str] = ("main",), statuses: Sequence[str] = EVERY
) -> list[Row]:
    """Return the usable effects of each study at the time nearest the end of the intervention.

    A yes-or-no version of a construct is left out when the study has its score.
    """
    return [e for e in effects if why_out(e, effects, uses, statuses) is None]


def why_out(
    effect: Row,
    effects: Sequence[Row],
    uses: Sequence[str] = ("main",),
    statuses: Sequence[str] = EVERY,
) -> str | None:
    """Return why an effect is not among those `at_the_end` takes, or None when it is."""
    reason = usable(effect, uses, statuses)
    if reason is not None:
        return reason
    others = [
        e
        for e in effects
        if e["study_id"] == effect["study_id"] and usable(e, uses, statuses) is None
    ]
    if TIMES.index(effect["time_kind"]) > min(TIMES.index(e["time_kind"]) for e in others):
        return "the study has effects nearer to the end of the intervention"
    same = [
        e
        for e in others
        if e["construct_id"] == effect["construct_id"] and e["time_kind"] == effect["time_kind"]
    ]
    if _is_share(effect) and not all(_is_share(e) for e in same):
        return "the study has this construct as a score, not only as a yes or no"
    return None


def _is_share(effect: Row) -> bool:
    return "-or-" in str(effect["formula"])


def one_each(choices: Mapping[str, tuple[Row | None, Any]]) -> list[Row]:
    """Return the chosen effects of `choose`."""
    return [effect for effect, _ in choices.values() if effect is not None]


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
        reason = usable(effect, uses, statuses)
        if reason is None:
            able.append(effect)
        else:
            reasons[effect["effect_id"]] = reason
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
        _is_share(effect),
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
