"""Find room for labels beside points, so that no word lies on another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analyses.plots.axis import CHARACTER

HEIGHT = 13.0
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Spot:
    """A drawn point: where it is, how large, and what might be written beside it."""

    x: float
    y: float
    radius: float
    label: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A label that found room: the place of its baseline, its anchor, and its words."""

    x: float
    y: float
    anchor: str
    words: str


def place_labels(
    spots: Sequence[Spot], order: Sequence[int], bounds: Box
) -> tuple[list[Placed], list[int]]:
    """Place labels one after another where they cover nothing.

    Parameters
    ----------
    spots : sequence of Spot
        All points; none may be covered.
    order : sequence of int
        The points to be labelled, the most important first.
    bounds : tuple
        Left, top, right and bottom of the room.

    Returns
    -------
    placed, left_over : list of Placed, list of int
        The labels, and the points for which there was no room.
    """
    taken = [
        (s.x - s.radius - 1, s.y - s.radius - 1, s.x + s.radius + 1, s.y + s.radius + 1)
        for s in spots
    ]
    placed: list[Placed] = []
    left_over: list[int] = []
    for index in order:
        own = taken[index]
        others = [box for i, box in enumerate(taken) if i != index or box is not own]
        found = _first_free(spots[index], others, bounds)
        if found is None:
            left_over.append(index)
            continue
        label, box = found
        placed.append(label)
        taken.append(box)
    return placed, left_over


def _first_free(spot: Spot, taken: Sequence[Box], bounds: Box) -> tuple[Placed, Box] | None:
    width, off = CHARACTER * len(spot.label), spot.radius + 4
    for x, y, anchor in (
        (spot.x + off, spot.y + 4.5, "start"),
        (spot.x - off, spot.y + 4.5, "end"),
        (spot.x, spot.y - off, "middle"),
        (spot.x, spot.y + off + 9, "middle"),
        (spot.x + off, spot.y - off, "start"),
        (spot.x + off, spot.y + off + 8, "start"),
        (spot.x - off, spot.y - off, "end"),
        (spot.x - off, spot.y + off + 8, "end"),
    ):
        left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
        box = (left, y - HEIGHT + 2, left + width, y + 3)
        if _inside(box, bounds) and not any(_meet(box, other) for other in taken):
            return Placed(x, y, anchor, spot.label), box
    return None


def _inside(box: Box, bounds: Box) -> bool:
    return (
        box[0] >= bounds[0] and box[1] >= bounds[1] and box[2] <= bounds[2] and box[3] <= bounds[3]
    )


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
