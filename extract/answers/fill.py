"""From a pair of readings to the cells of an answer; what is computed says how."""

from __future__ import annotations

import math

from extract.answers.question import OutcomeType
from extract.documents.model import Document
from extract.papers.model import Number
from extract.papers.pairs import Pair
from extract.papers.places import quote_of, size_of_column
from extract.papers.readings import Reading

# Width of a 95 % interval in standard errors, normal distribution (Cochrane Handbook 6.5.2.2).
Z95 = 3.92
# Below this size the interval was made with t, and so is taken apart with it.
SMALL = 60


def fill(
    document: Document, pair: Pair, kind: OutcomeType, sizes: tuple[Number | None, Number | None]
) -> dict[str, Number]:
    """Return the cells of an answer from a pair.

    Parameters
    ----------
    document : Document
    pair : Pair
        The first is the intervention.
    kind : str
        ``binary`` or ``continuous``.
    sizes : tuple of Number or None
        Of the two groups, where the readings themselves have none.

    Returns
    -------
    dict of str to Number
        Only cells that were found.
    """
    cells: dict[str, Number] = {}
    sides = (("intervention", pair.first, sizes[0]), ("comparator", pair.second, sizes[1]))
    for side, reading, size in sides:
        read = _Side(document, reading, size)
        if kind == "binary":
            found = {"events": read.events(), "group_size": read.total()}
        else:
            found = {
                "mean": read.mean(),
                "standard_deviation": read.deviation(),
                "group_size": read.total(),
            }
        cells.update({f"{side}_{k}": v for k, v in found.items() if v is not None})
    return cells


class _Side:
    """The values of one group."""

    def __init__(self, document: Document, reading: Reading, size: Number | None) -> None:
        self.document, self.reading, self.size = document, reading, size

    def _number(self, name: str) -> Number | None:
        value = self.reading.values.get(name)
        if value is None:
            return None
        quote = quote_of(self.document, self.reading, name)
        return Number(value=value.value, printed=value.text, quote=quote)

    def _computed(self, value: float, decimals: int, source: str, formula: str) -> Number:
        rounded = round(value, decimals)
        return Number(
            value=rounded,
            printed=f"{rounded:.{decimals}f}",
            quote=quote_of(self.document, self.reading, source),
            origin="computed",
            formula=formula,
        )

    def total(self) -> Number | None:
        """Return the size of the group: beside the value, over its column, else of the arm."""
        for name in ("total", "n"):
            if (found := self._number(name)) is not None:
                return found
        return size_of_column(self.document, self.reading) or self.size

    def events(self) -> Number | None:
        """Return the number of events, from the percentage where none is printed."""
        if (found := self._number("events")) is not None:
            return found
        percent, total = self.reading.values.get("percent"), self.total()
        if percent is None or total is None or not 0 <= percent.value <= 100:
            return None
        count = percent.value / 100 * total.value
        slack = 0.5 * 10.0**-percent.decimals / 100 * total.value
        if abs(count - round(count)) > max(slack, 0.05) + 0.45:
            return None
        return self._computed(round(count), 0, "percent", "percentage times group size, rounded")

    def mean(self) -> Number | None:
        """Return the mean, or a number that no label explains."""
        for name in ("mean", "value"):
            if (found := self._number(name)) is not None:
                return found
        return self._number("percent")

    def deviation(self) -> Number | None:
        """Return the standard deviation, from a standard error or an interval if need be."""
        if (found := self._number("sd")) is not None:
            return found
        total = self.total()
        if total is None or total.value < 2:
            return None
        root = math.sqrt(total.value)
        if (se := self.reading.values.get("se")) is not None:
            return self._computed(
                se.value * root, max(2, se.decimals), "se", "standard error times root of n"
            )
        low, high = self.reading.values.get("ci_lb"), self.reading.values.get("ci_ub")
        if low is None or high is None:
            return None
        decimals = max(2, low.decimals)
        width = high.value - low.value
        return self._computed(
            root * width / Z95,
            decimals,
            "ci_lb",
            "root of n times width of the 95% interval / 3.92",
        )
