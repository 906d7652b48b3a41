"""Contrasts of a paper found unaided: arm against arm on every outcome of its tables."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from extract.documents.model import Document
from extract.papers.arm_match import match_arm
from extract.papers.arms import size_of
from extract.papers.captions import caption_time, is_baseline
from extract.papers.cells import Printed
from extract.papers.contrast_flags import flags_of
from extract.papers.model import ArmFound, ContrastFound, Number, Timing
from extract.papers.pairs import Pair, pairs
from extract.papers.places import quote_of, size_of_column
from extract.papers.readings import Reading, read_tables
from extract.papers.reported import reported_effects
from extract.papers.text_readings import read_text
from extract.papers.times import only_time
from extract.papers.timing import ordered_in_time

# Under this likeness a heading is not taken for an arm.
LIKE = 0.5

_ADJUSTED = re.compile(
    r"\badjusted\b|\bleast[- ]squares?\b|\bLS mean|\bestimated marginal\b|\bmodel[- ]based\b"
    r"|\bcovariate|\bmixed[- ](?:effects? )?model|\bANCOVA\b",
    re.IGNORECASE,
)
_ITT = re.compile(r"\bintent(?:ion)?[- ]to[- ]treat\b|\bITT\b", re.IGNORECASE)
_PER_PROTOCOL = re.compile(r"\bper[- ]protocol\b|\bcompleters?\b|\bas[- ]treated\b", re.IGNORECASE)
# Rows that describe people or count them.
_PEOPLE = re.compile(
    r"^\W*(?:mean |median )?"
    r"(?:(?:age|sex|gender|males?|females?|men|women|boys|girls|ethnicity|race|"
    r"marital|married|education(?:al)?|income|employment|occupation|height|weight|bmi|body mass|"
    r"years? of|nationality|religion)(?=\W|$)"
    r"|(?:n|no\.?|numbers?|total|participants?|patients?|subjects?|sample size|randomi[sz]ed|"
    r"analy[sz]ed)\W*$)",
    re.IGNORECASE,
)
_SIDE = {
    "mean": "m{}i",
    "sd": "sd{}i",
    "se": "se{}i",
    "ci_lb": "ci{}_lb",
    "ci_ub": "ci{}_ub",
    "percent": "p{}i",
    "median": "median{}i",
    "q_lb": "q{}_lb",
    "q_ub": "q{}_ub",
}


def find_contrasts(
    document: Document, arms: tuple[ArmFound, ...], short_forms: Mapping[str, str]
) -> tuple[ContrastFound, ...]:
    """Find the contrasts that a paper's tables report.

    Parameters
    ----------
    document : Document
    arms : tuple of ArmFound
        The groups of the study.
    short_forms : mapping
        The paper's abbreviations, read out.

    Returns
    -------
    tuple of ContrastFound
        In the document's order. Construct and instrument are left for the taxonomy.
    """
    if len(arms) < 2:
        return ()
    readings = [*read_tables(document.tables), *read_text(document, arms)]
    rows: dict[tuple[int, int], list[Reading]] = defaultdict(list)
    for reading in readings:
        rows[reading.table, reading.row].append(reading)
    matcher = _Arms(arms, short_forms)
    found: dict[tuple[object, ...], ContrastFound] = {}
    for pair in pairs(readings):
        match = matcher.both(pair)
        if match is None:
            continue
        turned, first, second = match
        key = (id(turned.first), id(turned.second))
        row = rows[turned.first.table, turned.first.row]
        effects = reported_effects(document, row, turned, matcher.named)
        found.setdefault(key, _contrast(document, turned, first, second, effects))
    return tuple(ordered_in_time(list(_worth_telling(found.values()))))


class _Arms:
    """Which arm a heading names, kept for the next time."""

    def __init__(self, arms: tuple[ArmFound, ...], short_forms: Mapping[str, str]) -> None:
        self.arms, self.short_forms = arms, short_forms
        self.known: dict[tuple[str, ...], ArmFound | None] = {}
        self.any_comparator = any(a.role == "comparator" for a in arms)

    def of(self, own: tuple[str, ...]) -> ArmFound | None:
        """Return the arm that some names mean."""
        if own not in self.known:
            arm, score = match_arm(" ".join(own), self.arms, self.short_forms)
            self.known[own] = arm if score >= LIKE else None
        return self.known[own]

    def named(self, reading: Reading) -> frozenset[str]:
        """Return the arms that the heads over a reading name."""
        found = (self.of((head,)) for head in reading.heads)
        return frozenset(arm.name for arm in found if arm is not None)

    def both(self, pair: Pair) -> tuple[Pair, ArmFound, ArmFound] | None:
        """Return a pair with its arms, the intervention first; None where they are no two arms."""
        if not (pair.one_time and pair.alike):
            return None
        first, second = self.of(pair.own1), self.of(pair.own2)
        if first is None or second is None or first.name == second.name:
            return None
        if self.any_comparator and "comparator" not in (first.role, second.role):
            return None
        if first.role == "comparator" and second.role != "comparator":
            return pair.turned(), second, first
        return pair, first, second


def _contrast(
    document: Document,
    pair: Pair,
    first: ArmFound,
    second: ArmFound,
    effects: dict[str, Number],
) -> ContrastFound:
    caption = pair.first.caption
    notes = document.tables[pair.first.table].footnotes if pair.first.table >= 0 else ()
    about = " ".join((caption, *notes, *pair.shared))
    statistics = {
        **_side(document, pair.first, 1, first),
        **_side(document, pair.second, 2, second),
    }
    timing = _timing(pair.first)
    time = pair.first.time or (caption_time(caption) if timing != "baseline" else None)
    per_protocol, itt = _PER_PROTOCOL.search(about), _ITT.search(about)
    return ContrastFound(
        outcome=_outcome(pair, caption),
        arm1=first.name,
        arm2=second.name,
        statistics={**statistics, **effects},
        timing=timing,
        time_label=time.words if time else None,
        time_weeks=time.weeks if time else None,
        kind="change" if pair.first.change else "end",
        adjusted=bool(_ADJUSTED.search(about)),
        analysis="per_protocol" if per_protocol else ("intention_to_treat" if itt else None),
        flags=flags_of(statistics, effects, pair, (first, second)),
        confidence=_confidence(pair, statistics, first, second),
    )


def _outcome(pair: Pair, caption: str) -> str:
    names = [n for n in pair.shared if not only_time(n)]
    # the row's own label comes first, as a reader would say it
    return ": ".join(dict.fromkeys(names)) or caption


def _timing(reading: Reading) -> Timing | None:
    time = reading.time
    if is_baseline(time, reading.caption, in_text=reading.table < 0):
        return "baseline"
    if time is not None and time.phase in ("post", "follow_up"):
        return time.phase
    return None


def _side(document: Document, reading: Reading, side: int, arm: ArmFound) -> dict[str, Number]:
    found: dict[str, Number] = {}
    for name, value in reading.values.items():
        if name in _SIDE:
            found[_SIDE[name].format(side)] = _number(document, reading, name, value)
        elif name == "events":
            key = "ai" if side == 1 else "ci"
            found[key] = _number(document, reading, name, value)
    n = _size(document, reading, arm)
    if n is not None:
        found[f"n{side}i"] = n
    return found


def _number(document: Document, reading: Reading, name: str, value: Printed) -> Number:
    quote = quote_of(document, reading, name)
    return Number(value=value.value, printed=value.text, quote=quote)


def _size(document: Document, reading: Reading, arm: ArmFound) -> Number | None:
    for name in ("total", "n"):
        if name in reading.values:
            return _number(document, reading, name, reading.values[name])
    return size_of_column(document, reading) or size_of(arm)


# Of contrasts whose means or events people had entered too, the share with every other number
# right as well: by whether labels say what the numbers are, the sizes stand over the columns, and
# spreads or events are there. Set from counts on 61 trials; what is true of it now is counted by
# ``benchmarks.extraction.unaided`` and shown on the page of quality.
_RIGHT = {
    (True, True, True): 0.95,
    (True, False, True): 0.81,
    (True, True, False): 0.45,
    (True, False, False): 0.2,
}
_UNSURE = 0.25
# Which group is the intervention decides the sign.
_NO_ROLES = 0.6


def _confidence(
    pair: Pair, statistics: dict[str, Number], first: ArmFound, second: ArmFound
) -> float:
    """Return the share of such contrasts that were right on papers that people had read."""
    sure = pair.first.sure and pair.second.sure
    sized = pair.first.column_size is not None or "n" in pair.first.values
    spread = {"sd1i", "sd2i"} <= statistics.keys() or {"ai", "ci"} <= statistics.keys()
    right = _RIGHT.get((sure, sized, spread), _UNSURE)
    return right if first.role != second.role else right * _NO_ROLES


def _worth_telling(found: Iterable[ContrastFound]) -> Iterator[ContrastFound]:
    """Leave out what describes the people and not what happened to them."""
    contrasts = list(found)
    later = {_plain(c.outcome) for c in contrasts if c.timing != "baseline"}
    for c in contrasts:
        if not c.statistics.keys() & {"m1i", "ai", "p1i", "median1i", "sd1i"}:
            continue
        if _PEOPLE.match(c.outcome.rpartition(": ")[2]):
            continue
        if c.timing != "baseline" or _plain(c.outcome) in later:
            yield c


def _plain(outcome: str) -> str:
    return re.sub(r"\W+", " ", outcome).strip().lower()
