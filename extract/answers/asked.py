"""A question made ready for comparing: how well two groups and their outcome fit it."""

from __future__ import annotations

import re

from extract.answers.paper import BEFORE_AFTER, Paper
from extract.answers.question import Question
from extract.papers.captions import is_baseline
from extract.papers.matching import overlap
from extract.papers.pairs import Pair
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
    "time_missed",
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
# Words of a group's heading that say nothing of what the group is: "Group B".
_FILLER = re.compile(r"^(?:group|arm|patient|subject|participant|condition|[a-h]|i{1,3}|\d)$")
_SUBGROUP = re.compile(
    r"\bsub-?\s?group|\brisk groups?\b|\bper[- ]protocol\b|\bstratifi"
    r"|\baccording to\b|\bcompleters\b",
    re.I,
)
_CHANGE_ASKED = re.compile(
    r"\bchange|\bimprove|\breduc|\bdecreas|\bincreas|\bgain|\bdifference|\bloss\b"
    r"|\bdecline|\brise\b|\bfall\b|\bdrop\b",
    re.I,
)
# A group whose dose or number is another one is hardly the group asked for.
OTHER_NUMBER = 0.3
# What it counts for the direction of a pair that a group of the study is named.
ARM_NAMED = 0.8


class Asked:
    """A question made ready for comparing."""

    def __init__(self, paper: Paper, question: Question) -> None:
        self.paper, self.question = paper, question
        self.arm1 = paper.words(question.intervention)
        self.arm2 = paper.words(question.comparator)
        self.outcome = paper.words(without_times(question.outcome)) or paper.words(question.outcome)
        self.bare = set(self.outcome) - set(self.arm1) - set(self.arm2) or set(self.outcome)
        self.time = read_time(question.time or question.outcome)
        self.before_after = bool(BEFORE_AFTER.search(question.comparator))
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

    def features(
        self, pair: Pair, difference: float, likeness: float, weaker: float
    ) -> dict[str, float]:
        """Return the features of a pair."""
        f = dict.fromkeys(FEATURES, 0.0)
        f["arm_difference"], f["arm_likeness"], f["arm_weaker"] = difference, likeness, weaker
        self._known(pair, f)
        self._outcome(pair, f)
        self._kind(pair, f)
        self._time(pair, f)
        f["heads_axis"] = float(pair.axis == "heads")
        f["in_text"] = float(pair.first.table < 0)
        f["text_crowded"] = float(pair.first.outcome_shared or pair.second.outcome_shared)
        f["sized"] = float(pair.first.column_size is not None)
        return f

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
            # a count that is printed comes before one worked out from a percentage
            f["type_fits"] = 1.0 if counted else (0.6 if a.table >= 0 else 0.3)
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
        if asks_base:
            f["time_missed"] = float(not is_base)
        elif self.time is not None and time is not None:
            same = _same_time(self.time, time)
            f["time_asked"], f["time_missed"] = float(same is True), float(same is False)


def _numbers(words: tuple[str, ...]) -> set[str]:
    return {w for w in words if w[0].isdigit()}


def _same_time(a: Time, b: Time) -> bool | None:
    """Tell whether two times are one; None where they are told in ways that do not compare."""
    if a.weeks is not None and b.weeks is not None:
        return abs(a.weeks - b.weeks) <= 0.1 * max(a.weeks, b.weeks)
    if a.order is not None and b.order is not None:
        return a.order == b.order
    if a.phase is not None and b.phase is not None:
        return a.phase == b.phase
    return None
