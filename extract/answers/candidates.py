"""Every pair of groups in a paper that could answer a question, with what speaks for it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from extract.answers.question import Question
from extract.documents.model import Document
from extract.papers.arm_match import LEAST, match_arm, match_pair
from extract.papers.arms import find_arms, size_of
from extract.papers.captions import is_baseline
from extract.papers.matching import Weights, abbreviations, expanded, overlap, tokens
from extract.papers.model import ArmFound, Number
from extract.papers.pairs import Pair, pairs
from extract.papers.readings import Reading, read_tables
from extract.papers.text_readings import read_text
from extract.papers.times import Time, only_time, read_time, without_times

FEATURES = (
    "arm_difference",
    "arm_likeness",
    "arm_weaker",
    "arm_passed_over",
    "arms_known",
    "arms_other",
    "outcome_found",
    "outcome_in_rows",
    "rows_in_outcome",
    "outcome_in_caption",
    "rows_exact",
    "type_fits",
    "type_named",
    "spread",
    "baseline",
    "baseline_asked",
    "latest",
    "time_asked",
    "change",
    "change_asked",
    "subgroup",
    "heads_axis",
    "sized",
    "in_text",
    "text_crowded",
)

_ROLE_INTERVENTION = re.compile(
    r"\b(?:intervention|experiment(?:al)?|treat(?:ment|ed)|active|study group"
    r"|case group|test group|trained)\b",
    re.I,
)
_ROLE_CONTROL = re.compile(
    r"\b(?:controls?|placebo|usual|standard|wait(?:ing|list)?|no (?:intervention"
    r"|treatment)|sham|comparison|conventional|routine|untreated|vehicle|without)\b",
    re.I,
)
# Words that many outcomes share and units, which tell little of which outcome is meant.
GENERIC = frozenset(
    t
    for w in [
        "mean",
        "average",
        "median",
        "total",
        "overall",
        "score",
        "scale",
        "level",
        "rate",
        "number",
        "count",
        "percent",
        "percentage",
        "proportion",
        "incidence",
        "frequency",
        "amount",
        "value",
        "measure",
        "measurement",
        "result",
        "outcome",
        "index",
        "change",
        "improvement",
        "reduction",
        "decrease",
        "increase",
        "gain",
        "difference",
        "effect",
        "status",
        "patient",
        "participant",
        "subject",
        "people",
        "person",
        "group",
        "test",
        "assessment",
        "questionnaire",
        "inventory",
        "subscale",
        "item",
        "symptom",
        "range",
        "unit",
        "mg",
        "dl",
        "ml",
        "kg",
        "cm",
        "mm",
        "mmol",
        "min",
        "minute",
        "hour",
        "day",
        "week",
        "month",
        "year",
        "time",
        "point",
        "presence",
        "use",
        "intake",
        "use",
        "during",
        "treatment",
        "study",
        "end",
        "following",
        "primary",
        "secondary",
        "self",
        "report",
        "reported",
        "rated",
    ]
    for t in tokens(w)
)
GENERIC_WEIGHT = 0.3
# Words of a group's heading that say nothing of what the group is: "Group B".
_FILLER = re.compile(r"^(?:group|arm|patient|subject|participant|condition|[a-h]|i{1,3}|\d)$")
_SUBGROUP = re.compile(
    r"\bsub-?\s?group|\brisk groups?\b|\bper[- ]protocol\b|\bstratifi|\baccording to\b|\bcompleters\b",
    re.I,
)
_CHANGE_ASKED = re.compile(
    r"\bchange|\bimprove|\breduc|\bdecreas|\bincreas|\bgain|\bdifference|\bloss\b"
    r"|\bdecline|\brise\b|\bfall\b|\bdrop\b",
    re.I,
)
_BEFORE_AFTER = re.compile(
    r"^(?:the )?(?:base-?\s?line|before\b|pre-?\s?(?:treatment|intervention|test)\b|initial)", re.I
)


# A group whose dose or number is another one is hardly the group asked for.
OTHER_NUMBER = 0.3
# What it counts for the direction of a pair that a group of the study is named.
ARM_NAMED = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A pair of readings in the order of the question, with its features."""

    pair: Pair
    features: dict[str, float]


@dataclass
class Paper:
    """A document with what answering needs of it, worked out once."""

    document: Document
    readings: list[Reading] = field(init=False)
    short_forms: dict[str, str] = field(init=False)
    weights: Weights = field(init=False)
    outcome_weights: Weights = field(init=False)

    def __post_init__(self) -> None:
        """Read the tables."""
        self.short_forms = abbreviations(self.document)
        in_text = read_text(self.document, self.arms)
        self.readings = [*read_tables(self.document.tables), *in_text]
        self.weights = Weights.of(self.document)
        self.outcome_weights = self.weights.lowered(GENERIC, GENERIC_WEIGHT)

    @cached_property
    def arms(self) -> tuple[ArmFound, ...]:
        """Return the groups of the study."""
        return find_arms(self.document, self.short_forms)

    @cached_property
    def pairs(self) -> list[Pair]:
        """Return every two readings side by side."""
        return list(pairs(self.readings))

    @cached_property
    def _tokens(self) -> dict[str, tuple[str, ...]]:
        return {}

    def crowding(self, reading: Reading) -> float:
        """Return how many series of values a sentence gives to one outcome, 0 for one alone to 1."""
        if reading.table >= 0:
            return 0.0
        return min(1.0, (self._series[reading.caption, reading.stubs[:1]] - 1) / 2)

    @cached_property
    def _series(self) -> Counter[tuple[str, tuple[str, ...]]]:
        in_text = {(r.caption, r.stubs[:1], r.row) for r in self.readings if r.table < 0}
        return Counter((caption, outcome) for caption, outcome, _ in in_text)

    def arm_of(self, names: tuple[str, ...]) -> ArmFound | None:
        """Return the group that the names over a value mean; None where none or several."""
        if names not in self._named:
            self._named[names] = match_arm(" ".join(names), self.arms, self.short_forms)[0]
        return self._named[names]

    @cached_property
    def _named(self) -> dict[tuple[str, ...], ArmFound | None]:
        return {}

    def asked_arms(self, question: Question) -> tuple[ArmFound | None, ArmFound | None]:
        """Return the two groups that a question means."""
        key = (question.intervention, question.comparator)
        if key not in self._asked:
            first, second, score = match_pair(*key, self.arms, self.short_forms)
            told = score >= LEAST and first is not None and second is not None
            self._asked[key] = (first, second) if told else self._by_role()
        return self._asked[key]

    def _by_role(self) -> tuple[ArmFound | None, ArmFound | None]:
        """Return intervention and comparator of a trial with just these two."""
        roles = {arm.role: arm for arm in self.arms}
        if len(self.arms) == 2 and roles.keys() == {"intervention", "comparator"}:
            return roles["intervention"], roles["comparator"]
        return None, None

    @cached_property
    def _asked(self) -> dict[tuple[str, str], tuple[ArmFound | None, ArmFound | None]]:
        return {}

    def sizes(
        self, candidate: Candidate | None, question: Question
    ) -> tuple[Number | None, Number | None]:
        """Return the sizes of the question's groups from the text, for values that have none."""
        first, second = self.asked_arms(question)
        if candidate is not None and not _BEFORE_AFTER.search(question.comparator):
            first = self.arm_of(candidate.pair.own1) or first
            second = self.arm_of(candidate.pair.own2) or second
        return (size_of(first) if first else None, size_of(second) if second else None)

    def words(self, text: str) -> tuple[str, ...]:
        """Return the tokens of a text, short forms read out; kept for the next time."""
        if text not in self._tokens:
            self._tokens[text] = tokens(expanded(text, self.short_forms))
        return self._tokens[text]


def candidates(paper: Paper, question: Question) -> list[Candidate]:
    """Return the pairs whose two groups can be those of the question.

    Parameters
    ----------
    paper : Paper
    question : Question

    Returns
    -------
    list of Candidate
        In the paper's order; every pair stands in the direction that fits better.
    """
    asked = _Asked(paper, question)
    found: list[Candidate] = []
    for pair in paper.pairs:
        if not asked.has_values(pair):
            continue
        likeness = asked.likeness(pair)
        if likeness is None:
            continue
        found.append(asked.candidate(*likeness))
    _mark_latest(found)
    _mark_passed_over(found, asked)
    return found


def _mark_passed_over(found: list[Candidate], asked: _Asked) -> None:
    """Mark a candidate by how much better another group of its table fits the question."""
    best: dict[tuple[int, int], float] = {}
    for c in found:
        for which, own in ((1, c.pair.own1), (2, c.pair.own2)):
            key = (c.pair.first.table, which)
            best[key] = max(best.get(key, 0.0), asked.slot(which, own))
    for c in found:
        table = c.pair.first.table
        if not asked.before_after:
            c.features["arm_passed_over"] = sum(
                best[table, which] - asked.slot(which, own)
                for which, own in ((1, c.pair.own1), (2, c.pair.own2))
            )


def _mark_latest(found: list[Candidate]) -> None:
    """Mark, among the candidates for one outcome and one kind of value, the last time."""
    last: dict[tuple[object, ...], float] = {}
    for c in found:
        key = _without_time(c.pair)
        last[key] = max(last.get(key, float("-inf")), _rank(c.pair))
    for c in found:
        c.features["latest"] = float(_rank(c.pair) >= last[_without_time(c.pair)])


def _without_time(pair: Pair) -> tuple[object, ...]:
    return (
        pair.first.table,
        pair.first.change,
        tuple(n for n in pair.shared if not only_time(n)),
    )


def _rank(pair: Pair) -> float:
    time = pair.first.time
    return time.rank if time else 0.0


class _Asked:
    """A question made ready for comparing."""

    def __init__(self, paper: Paper, question: Question) -> None:
        self.paper, self.question = paper, question
        self.arm1 = paper.words(question.intervention)
        self.arm2 = paper.words(question.comparator)
        self.outcome = paper.words(without_times(question.outcome)) or paper.words(question.outcome)
        self.bare = set(self.outcome) - set(self.arm1) - set(self.arm2) or set(self.outcome)
        self.time = read_time(question.time or question.outcome)
        self.before_after = bool(_BEFORE_AFTER.search(question.comparator))
        self.change = bool(_CHANGE_ASKED.search(question.outcome))
        self._slots: dict[tuple[int, str], float] = {}
        self._directions: dict[tuple[tuple[str, ...], tuple[str, ...]], float] = {}
        self._outcomes: dict[tuple[object, ...], dict[str, float]] = {}
        self.arms = paper.asked_arms(question)
        self.control_asked = bool(_ROLE_CONTROL.search(question.comparator))

    def has_values(self, pair: Pair) -> bool:
        """Tell whether both readings hold the kind of value asked for."""
        wanted = (
            {"events", "percent"}
            if self.question.type == "binary"
            else {"mean", "value", "percent", "median"}
        )
        a, b = set(pair.first.values) & wanted, set(pair.second.values) & wanted
        return bool(a & b)

    def slot(self, which: int, own: tuple[str, ...]) -> float:
        """Return how well a group's own names fit the intervention (1) or comparator (2)."""
        text = " ".join(own)
        key = (which, text)
        if key not in self._slots:
            self._slots[key] = self._slot(which, text)
        return self._slots[key]

    def _slot(self, which: int, text: str) -> float:
        asked = self.arm1 if which == 1 else self.arm2
        named = tuple(t for t in self.paper.words(text) if t in asked or not _FILLER.match(t))
        share = overlap(asked, named, self.paper.weights)
        score = 0.65 * share.of_text + 0.35 * share.of_query
        for name in self._aliases(text):
            other = overlap(asked, self.paper.words(name), self.paper.weights)
            score = max(score, 0.95 * (0.65 * other.of_text + 0.35 * other.of_query))
        if (
            _numbers(asked)
            and _numbers(self.paper.words(text))
            and not (_numbers(asked) & _numbers(self.paper.words(text)))
        ):
            score *= OTHER_NUMBER
        if which == 1 and _ROLE_INTERVENTION.search(text) and not _ROLE_CONTROL.search(text):
            score = max(score, 0.45)
        if which == 2 and self.control_asked and _ROLE_CONTROL.search(text):
            score = max(score, 0.6)
        return score

    def _aliases(self, text: str) -> tuple[str, ...]:
        words = set(self.paper.words(text))
        for arm in self.paper.arms:
            names = (arm.name, *getattr(arm, "aliases", ()))
            if any(words and words == set(self.paper.words(n)) for n in names):
                return names
        return ()

    def likeness(self, pair: Pair) -> tuple[Pair, float, float, float] | None:
        """Return the pair in the question's direction with how well its groups fit.

        None where they cannot be the question's groups.
        """
        timed = [bool(read_time(" ".join(own))) for own in (pair.own1, pair.own2)]
        if self.before_after:
            return self._before_after(pair) if all(timed) else None
        if not pair.one_time:
            return None
        a1, b2 = self.slot(1, pair.own1), self.slot(2, pair.own2)
        a2, b1 = self.slot(1, pair.own2), self.slot(2, pair.own1)
        difference = (a1 - a2) + (b2 - b1) + self._direction(pair)
        if difference < 0:
            pair, difference, a1, b2 = pair.turned(), -difference, a2, b1
        if difference < 0.15:
            return None
        return pair, difference, a1 + b2, min(a1, b2)

    def _direction(self, pair: Pair) -> float:
        """Return how surely the pair's groups are the question's, in this order or turned."""
        key = (pair.own1, pair.own2)
        if key not in self._directions:
            self._directions[key] = self._distinct(pair) + self._named(pair)
        return self._directions[key]

    def _named(self, pair: Pair) -> float:
        """Return how surely two groups of the study are named in the question's order."""
        named = [self.paper.arm_of(pair.own1), self.paper.arm_of(pair.own2)]
        total = 0.0
        for k, asked in enumerate(self.arms):
            if asked is not None:
                for j, arm in enumerate(named):
                    if arm is not None and arm.name == asked.name:
                        total += ARM_NAMED if j == k else -ARM_NAMED
        return total

    def _distinct(self, pair: Pair) -> float:
        """Compare what only the one group's name says with what only the one question says."""
        names1 = set(self.paper.words(" ".join(pair.own1)))
        names2 = set(self.paper.words(" ".join(pair.own2)))
        asked1, asked2 = set(self.arm1) - set(self.arm2), set(self.arm2) - set(self.arm1)
        w = self.paper.weights
        only1, only2 = names1 - names2, names2 - names1
        for1 = overlap(only1, asked1, w).of_query - overlap(only2, asked1, w).of_query
        for2 = overlap(only2, asked2, w).of_query - overlap(only1, asked2, w).of_query
        return for1 + for2

    def _before_after(self, pair: Pair) -> tuple[Pair, float, float, float] | None:
        first, second = pair.first.time, pair.second.time
        if first is None or second is None:
            return None
        if first.phase == "baseline" and second.phase != "baseline":
            pair = pair.turned()
        elif second.phase != "baseline":
            return None
        arm = self.slot(1, pair.shared)
        return pair, arm, arm, arm

    def candidate(self, pair: Pair, difference: float, likeness: float, weaker: float) -> Candidate:
        """Return a pair with its features."""
        f = dict.fromkeys(FEATURES, 0.0)
        f["arm_difference"], f["arm_likeness"], f["arm_weaker"] = difference, likeness, weaker
        self._known(pair, f)
        self._outcome(pair, f)
        self._kind(pair, f)
        self._time(pair, f)
        f["heads_axis"] = float(pair.axis == "heads")
        f["in_text"] = float(pair.first.table < 0)
        f["text_crowded"] = self.paper.crowding(pair.first)
        f["sized"] = float(pair.first.column_size is not None)
        return Candidate(pair=pair, features=f)

    def _known(self, pair: Pair, f: dict[str, float]) -> None:
        """Compare the pair's groups with the groups of the study that the question means."""
        if self.before_after:
            return
        for asked, own in zip(self.arms, (pair.own1, pair.own2), strict=True):
            named = self.paper.arm_of(own)
            if asked is not None and named is not None:
                same = named.name == asked.name
                f["arms_known" if same else "arms_other"] += 0.5

    def _outcome(self, pair: Pair, f: dict[str, float]) -> None:
        reading = pair.first
        key = (pair.shared, reading.stubs[-1:], reading.caption, "percent" in reading.declared)
        if key not in self._outcomes:
            self._outcomes[key] = self._outcome_features(pair)
        f.update(self._outcomes[key])

    def _outcome_features(self, pair: Pair) -> dict[str, float]:
        f: dict[str, float] = {}
        paper = self.paper
        names = [n for n in pair.shared if not only_time(n)]
        names += ["percentage"] if "percent" in pair.first.declared else []
        rows = paper.words(" ".join(names))
        caption = paper.words(pair.first.caption)
        # where rows and columns name only groups and times, the caption names the outcome
        rows = rows or caption
        w = paper.outcome_weights
        here = overlap(self.bare, rows, w)
        f["outcome_in_rows"], f["rows_in_outcome"] = here.of_query, here.of_text
        f["outcome_found"] = overlap(self.bare, (*rows, *caption), w).of_query
        f["outcome_in_caption"] = overlap(self.bare, caption, w).of_query
        last = paper.words(pair.first.stubs[-1] if pair.first.stubs else "")
        f["rows_exact"] = overlap(self.bare, last, w).both
        f["subgroup"] = float(bool(_SUBGROUP.search(pair.first.caption)))
        f["subgroup"] *= 1 - f["outcome_found"]
        return f

    def _kind(self, pair: Pair, f: dict[str, float]) -> None:
        a, b = pair.first, pair.second
        if self.question.type == "binary":
            counted = "events" in a.values and "events" in b.values
            f["type_fits"] = 1.0 if counted else 0.6
            f["spread"] = float("total" in a.values)
        else:
            f["type_fits"] = float("mean" in a.values and "mean" in b.values)
            f["spread"] = float(bool(a.values.keys() & {"sd", "se", "ci_lb"}))
        f["type_named"] = float(a.sure and b.sure)
        f["change"] = float(a.change)
        f["change_asked"] = float(a.change and self.change)

    def _time(self, pair: Pair, f: dict[str, float]) -> None:
        time = pair.first.time
        is_base = is_baseline(time, pair.first.caption, in_text=pair.first.table < 0)
        asks_base = self.time is not None and self.time.phase == "baseline"
        f["baseline"] = float(is_base and not self.before_after)
        f["baseline_asked"] = float(is_base and asks_base)
        if self.time is not None and time is not None and not asks_base:
            f["time_asked"] = float(_same_time(self.time, time))


def _numbers(words: tuple[str, ...]) -> set[str]:
    return {w for w in words if w[0].isdigit()}


def _same_time(a: Time, b: Time) -> bool:
    if a.weeks is not None and b.weeks is not None:
        return abs(a.weeks - b.weeks) <= 0.1 * max(a.weeks, b.weeks)
    if a.order is not None and b.order is not None:
        return a.order == b.order
    return a.phase is not None and a.phase == b.phase
