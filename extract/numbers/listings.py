"""Lists of values of which each belongs to one group: "99, 97 and 94 in A and 101, 98, 92 in B"."""

from __future__ import annotations

from extract.numbers.links import LEFT_CLOSE, is_right
from extract.numbers.mentions import Mention
from extract.numbers.value_lists import is_against
from extract.numbers.value_units import Unit


def groups_of_listings(
    runs: list[list[Unit]], groups: list[Mention], text: str
) -> dict[int, Mention]:
    """Return the group of each list, by the number of its run.

    Parameters
    ----------
    runs : list of list of Unit
        Values joined by commas and "and".
    groups : list of Mention
    text : str
        The sentence, with groups and times blank.

    Returns
    -------
    dict
        Only where lists of one length stand beside each other, each with a group of its own, all
        on the same side.
    """
    found: dict[int, Mention] = {}
    at = 0
    while at < len(runs):
        block = _block(runs, at)
        if len(block) > 1 and not is_against(runs[at], text):
            for side in (_right, _left):
                named = [side(runs, i, groups, text) for i in block]
                known = [g for g in named if g is not None]
                if len({g.words.lower() for g in known}) == len(block):
                    found |= dict(zip(block, known, strict=True))
                    break
        at = block[-1] + 1
    return found


def _block(runs: list[list[Unit]], first: int) -> list[int]:
    """Return the numbers of the lists that follow each other and are as long as the first."""
    block = [first]
    size, shape = len(runs[first]), runs[first][0].shape
    for i in range(first + 1, len(runs)):
        if size < 2 or len(runs[i]) != size or runs[i][0].shape != shape:
            break
        block.append(i)
    return block


def _right(runs: list[list[Unit]], i: int, groups: list[Mention], text: str) -> Mention | None:
    until = runs[i + 1][0].start if i + 1 < len(runs) else len(text)
    behind = [g for g in groups if runs[i][-1].end <= g.start < until]
    # with two groups behind, the list may be of both
    return behind[0] if len(behind) == 1 and is_right(runs[i][-1], behind[0], text) else None


def _left(runs: list[list[Unit]], i: int, groups: list[Mention], text: str) -> Mention | None:
    begin = runs[i - 1][-1].end if i else 0
    ahead = [g for g in groups if begin <= g.start < runs[i][0].start]
    close = len(ahead) == 1 and LEFT_CLOSE.fullmatch(text, ahead[0].end, runs[i][0].start)
    return ahead[0] if close else None
