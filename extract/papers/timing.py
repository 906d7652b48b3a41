"""Which measurement came after the intervention and which later, told from their order."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from extract.papers.model import ContrastFound


def ordered_in_time(found: list[ContrastFound]) -> list[ContrastFound]:
    """Return contrasts with their timing, where the times of one outcome tell it.

    Parameters
    ----------
    found : list of ContrastFound

    Returns
    -------
    list of ContrastFound
        Of an outcome measured at several times after the start, the first is ``post`` and the
        others are ``follow_up``; one measured once, with its weeks printed, is ``post``. What
        the words themselves say is kept.
    """
    weeks: dict[tuple[str, str, str], set[float]] = defaultdict(set)
    for c in found:
        if c.timing != "baseline" and c.time_weeks:
            weeks[_key(c)].add(c.time_weeks)
    return [_timed(c, weeks[_key(c)]) for c in found]


def _key(c: ContrastFound) -> tuple[str, str, str]:
    return c.outcome, c.arm1, c.arm2


def _timed(c: ContrastFound, weeks: set[float]) -> ContrastFound:
    if c.timing is not None or not c.time_weeks:
        return c
    return replace(c, timing="post" if c.time_weeks == min(weeks) else "follow_up")
