"""What a person should look at in a contrast, such as a spread that may be a standard error."""

from __future__ import annotations

import math

from extract.papers.model import ArmFound, Number
from extract.papers.pairs import Pair

# A raw difference of more standard deviations than this is rarer than a mistyped column.
WILD = 3.0
# Standard deviations of two arms of one trial seldom differ more than this, as a ratio.
UNLIKE = 4.0


def flags_of(
    statistics: dict[str, Number],
    effects: dict[str, Number],
    pair: Pair,
    arms: tuple[ArmFound, ArmFound],
) -> tuple[str, ...]:
    """Return what a person should look at, in plain words.

    Parameters
    ----------
    statistics : mapping
        Raw statistics of the two groups.
    effects : mapping
        Effects reported beside them.
    pair : Pair
    arms : tuple of ArmFound

    Returns
    -------
    tuple of str
    """
    values = {k: n.value for k, n in statistics.items()}
    found = []
    if not (pair.first.sure and pair.second.sure):
        found.append("no label says what the numbers are; told from their shape")
    if arms[0].role == arms[1].role:
        found.append("the paper's words do not tell which group is the intervention")
    if "sd1i" in values and "sd2i" in values:
        found += _spread(values, effects)
    for side, events in ((1, "ai"), (2, "ci")):
        n = values.get(f"n{side}i")
        if events in values and n is not None and values[events] > n:
            found.append(f"more events than people in group {side}")
    sizes = {k for k in ("n1i", "n2i") if k in values}
    if len(sizes) < 2:
        found.append("size of a group not found")
    return tuple(found)


def _spread(values: dict[str, float], effects: dict[str, Number]) -> list[str]:
    sd1, sd2 = values["sd1i"], values["sd2i"]
    m1, m2 = values.get("m1i"), values.get("m2i")
    found = []
    if min(sd1, sd2) <= 0:
        return ["a standard deviation of nought"]
    if max(sd1, sd2) / min(sd1, sd2) > UNLIKE:
        found.append("standard deviations of the two groups differ more than fourfold")
    pooled = math.sqrt((sd1**2 + sd2**2) / 2)
    if m1 is not None and m2 is not None and abs(m1 - m2) > WILD * pooled:
        found.append(
            "groups differ by more than three standard deviations: is the spread a standard error?"
        )
    found += _against_interval(values, effects, pooled)
    return found


def _against_interval(
    values: dict[str, float], effects: dict[str, Number], pooled: float
) -> list[str]:
    """Compare the spread with the interval of the difference printed beside it."""
    n1, n2 = values.get("n1i"), values.get("n2i")
    low, high = effects.get("ci_lb"), effects.get("ci_ub")
    if "md" not in effects or not (n1 and n2 and low and high):
        return []
    expected = 3.92 * pooled * math.sqrt(1 / n1 + 1 / n2)
    width = high.value - low.value
    if expected > 0 and width / expected > 2.5:
        return ["spread too small for the interval of the difference: it may be a standard error"]
    return []
