"""The specification curve, what each choice does, and a verdict by stated rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from statistics import median
from typing import Any

from analyses.multiverse.run import Outcome
from analyses.multiverse.specifications import Choices, MultiverseError, Specification

VERDICTS = {
    "too_few": "too few specifications could be run to say",
    "robust": "robust: the answer does not depend on how the evidence is pooled",
    "consistent": "consistent in direction, but not in whether the effect can be told from none",
    "unclear": "consistently unclear: hardly any way of pooling tells the effect from none",
    "depends": "depends on how the evidence is pooled",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictRules:
    """When the answer is called robust.

    Attributes
    ----------
    min_specifications : int
        Fewer different results give no verdict.
    same_sign : float
        Share of results with the same sign, from which the direction is called consistent.
    excludes_none : float
        Share of intervals without 0, on the side of the sign, from which a consistent direction
        is called robust.
    hardly_excludes_none : float
        Share up to which the answer is called consistently unclear.
    """

    min_specifications: int = 8
    same_sign: float = 0.95
    excludes_none: float = 0.8
    hardly_excludes_none: float = 0.1

    def __post_init__(self) -> None:
        if not 0 <= self.hardly_excludes_none < self.excludes_none <= 1:
            raise MultiverseError("verdict: hardly_excludes_none must lie below excludes_none")
        if not 0.5 < self.same_sign <= 1:
            raise MultiverseError(f"verdict: same_sign {self.same_sign}; expected 0.5 to 1")

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> VerdictRules:
        """Return the rules of a configuration; a key that is not a rule is an error."""
        unknown = sorted(set(settings) - {field.name for field in fields(cls)})
        if unknown:
            raise MultiverseError(f"no such verdict rule: {', '.join(unknown)}")
        return cls(**settings)


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePoint:
    """One different result, and the choices that lead to it.

    Attributes
    ----------
    estimate, ci_lb, ci_ub : float
        The pooled effect and its interval.
    k, n_studies : int
        What was pooled.
    family, choices : str, tuple
        The specification: the reference where it is among those that give this result, else the
        first of them.
    reference : bool
        Whether it is the analysis behind the headline.
    n_same : int
        Specifications that give this very result, itself included.
    options : tuple of (factor, option)
        All the choices of all of these, the family as the factor ``model``.
    """

    estimate: float
    ci_lb: float
    ci_ub: float
    k: int
    n_studies: int
    family: str
    choices: Choices
    reference: bool
    n_same: int
    options: Choices


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionEffect:
    """What one option does: results with it, their median, the share that excludes no effect."""

    factor: str
    option: str
    n: int
    median: float
    excludes_none: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecificationCurve:
    """All results of a multiverse.

    Attributes
    ----------
    points : tuple of CurvePoint
        Different results from the smallest to the largest estimate.
    options : tuple of OptionEffect
        By factor and option, in the order of the declaration.
    n_declared, n_run, n_different : int
        Specifications declared, those that could be run, and different results among them.
    same_sign, excludes_none : float
        Share of the different results with the sign of the reference (of the majority without
        one), and share whose interval lies wholly on that side of 0.
    lowest, median, highest : float
        Of the estimates.
    verdict : str
        A key of `VERDICTS`.
    most_influential : str
        Factor whose options have the widest range of medians; empty when there is none.
    reasons : tuple of (reason, count)
        Why specifications could not be run.
    """

    points: tuple[CurvePoint, ...]
    options: tuple[OptionEffect, ...]
    n_declared: int
    n_run: int
    n_different: int
    same_sign: float
    excludes_none: float
    lowest: float
    median: float
    highest: float
    positive: bool
    verdict: str
    most_influential: str
    reasons: tuple[tuple[str, int], ...]

    def summary(self) -> str:
        """Return the curve and the verdict in plain words."""
        n, side = self.n_different, "benefit" if self.positive else "harm"
        alike, clear = round(self.same_sign * n), round(self.excludes_none * n)
        words = (
            f"{self.n_declared} ways of pooling, {self.n_run} could be run and gave {n} different "
            f"results: {alike} point to {side}, and the interval of {clear} excludes no effect. "
            f"Estimates run from {self.lowest:.2f} to {self.highest:.2f} "
            f"(median {self.median:.2f}). Verdict: {VERDICTS[self.verdict]}."
        )
        if self.most_influential:
            words += f" The choice that moves the estimate most: {self.most_influential}."
        return f"{words} Flaws that the studies share are in every one of these results."


def specification_curve(
    outcomes: Sequence[Outcome],
    rules: VerdictRules | None = None,
    reference: Specification | None = None,
) -> SpecificationCurve:
    """Return the specification curve of a multiverse with a verdict.

    Parameters
    ----------
    outcomes : sequence of Outcome
        From `run`.
    rules : VerdictRules, optional
        The defaults without.
    reference : Specification, optional
        The analysis behind the headline; it is marked, and gives the sign.

    Raises
    ------
    MultiverseError
        When nothing could be run.
    """
    ran = [(i, o) for i, o in enumerate(outcomes) if o.fitted is not None]
    if not ran:
        raise MultiverseError(f"none of {len(outcomes)} specifications could be run")
    points = _points(outcomes, reference)
    positive = _positive(points)
    n = len(points)
    alike = sum((p.estimate > 0) == positive for p in points) / n
    clear = sum(p.ci_lb > 0 if positive else p.ci_ub < 0 for p in points) / n
    options = _options([o for _, o in ran], positive)
    estimates = [p.estimate for p in points]
    return SpecificationCurve(
        points=points,
        options=options,
        n_declared=len(outcomes),
        n_run=len(ran),
        n_different=n,
        same_sign=alike,
        excludes_none=clear,
        lowest=estimates[0],
        median=median(estimates),
        highest=estimates[-1],
        positive=positive,
        verdict=_verdict(n, alike, clear, rules or VerdictRules()),
        most_influential=_most_influential(options),
        reasons=_reasons(outcomes),
    )


def _points(outcomes: Sequence[Outcome], reference: Specification | None) -> tuple[CurvePoint, ...]:
    """Return the different results, sorted; a result is the reference when one of its ways is."""
    same: dict[int, list[Outcome]] = {}
    for place, outcome in enumerate(outcomes):
        if outcome.fitted is not None:
            first = place if outcome.same_as is None else outcome.same_as
            same.setdefault(first, []).append(outcome)
    points = [_point(ways, reference) for ways in same.values()]
    return tuple(sorted(points, key=lambda p: (p.estimate, p.ci_lb, p.family, p.choices)))


def _point(ways: Sequence[Outcome], reference: Specification | None) -> CurvePoint:
    marked = next((way for way in ways if way.specification == reference), None)
    shown = marked or ways[0]
    assert shown.fitted is not None
    return CurvePoint(
        estimate=shown.fitted.estimate,
        ci_lb=shown.fitted.ci_lb,
        ci_ub=shown.fitted.ci_ub,
        k=shown.k,
        n_studies=shown.n_studies,
        family=shown.specification.family,
        choices=shown.specification.choices,
        reference=marked is not None,
        n_same=len(ways),
        options=tuple(dict.fromkeys(pair for way in ways for pair in _pairs(way.specification))),
    )


def _pairs(spec: Specification) -> Choices:
    return (("model", spec.family), *spec.choices)


def _positive(points: Sequence[CurvePoint]) -> bool:
    """Return the sign that counts: of the reference, or of the majority."""
    for point in points:
        if point.reference:
            return point.estimate > 0
    return 2 * sum(p.estimate > 0 for p in points) >= len(points)


def _options(ran: Sequence[Outcome], positive: bool) -> tuple[OptionEffect, ...]:
    """Return what each option does, over the specifications that could be run."""
    groups: dict[tuple[str, str], list[Outcome]] = {}
    for outcome in ran:
        for pair in _pairs(outcome.specification):
            groups.setdefault(pair, []).append(outcome)
    factors = list(dict.fromkeys(factor for factor, _ in groups))
    found = []
    for (factor, option), members in sorted(groups.items(), key=lambda g: factors.index(g[0][0])):
        fits = [m.fitted for m in members if m.fitted is not None]
        clear = sum(f.ci_lb > 0 if positive else f.ci_ub < 0 for f in fits)
        found.append(
            OptionEffect(
                factor=factor,
                option=option,
                n=len(fits),
                median=median(f.estimate for f in fits),
                excludes_none=clear / len(fits),
            )
        )
    return tuple(found)


def _most_influential(options: Sequence[OptionEffect]) -> str:
    spans: dict[str, list[float]] = {}
    for option in options:
        spans.setdefault(option.factor, []).append(option.median)
    widest = max(spans, key=lambda factor: max(spans[factor]) - min(spans[factor]), default="")
    return widest if widest and max(spans[widest]) > min(spans[widest]) else ""


def _verdict(n: int, alike: float, clear: float, rules: VerdictRules) -> str:
    if n < rules.min_specifications:
        return "too_few"
    if clear <= rules.hardly_excludes_none:
        return "unclear"
    if alike < rules.same_sign:
        return "depends"
    return "robust" if clear >= rules.excludes_none else "consistent"


def _reasons(outcomes: Sequence[Outcome]) -> tuple[tuple[str, int], ...]:
    counts: dict[str, int] = {}
    for outcome in outcomes:
        if outcome.fitted is None:
            counts[outcome.reason] = counts.get(outcome.reason, 0) + 1
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
