"""Run every specification: choose the effects, fit the model, note what could not be run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from analyses.multiverse.samples import Sample, without_outliers
from analyses.multiverse.specifications import MultiverseError, Specification


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """What a model must give back: the mean with its interval, and tau2 where it has one."""

    estimate: float
    ci_lb: float
    ci_ub: float
    tau2: float | None = None


OUTLIERS = ("keep", "drop")
Select = Callable[[Specification], Sample]
Fit = Callable[[Sample, Specification], Fitted]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one specification.

    Attributes
    ----------
    specification : Specification
        The choices.
    k, n_studies : int
        Effects and studies that were pooled.
    fitted : Fitted or None
        The result; None with a reason.
    reason : str
        Why there is none.
    same_as : int or None
        Place of an earlier outcome with the same effects and the same result, such as "randomised
        trials only" where all are: it is not counted a second time.
    """

    specification: Specification
    k: int
    n_studies: int
    fitted: Fitted | None
    reason: str = ""
    same_as: int | None = None


def run(
    specs: Sequence[Specification],
    select: Select,
    fit: Mapping[str, Fit],
    *,
    min_studies: int = 2,
) -> tuple[Outcome, ...]:
    """Fit every specification.

    Parameters
    ----------
    specs : sequence of Specification
        From `specifications`.
    select : callable
        Takes a specification, returns its `Sample`.
    fit : mapping of callable
        For each family the function that takes (sample, specification) and returns `Fitted`; a
        ValueError from it is a reason, not a failure of the whole.
    min_studies : int
        Fewer studies are not pooled.

    Returns
    -------
    tuple of Outcome
        In the order of ``specs``.
    """
    missing = sorted({spec.family for spec in specs} - set(fit))
    if missing:
        raise MultiverseError(f"no model for: {', '.join(missing)}")
    seen: dict[tuple[object, ...], int] = {}
    outcomes: list[Outcome] = []
    for place, spec in enumerate(specs):
        outcome = _one(spec, select, fit[spec.family], min_studies, seen, place)
        outcomes.append(outcome)
    return tuple(outcomes)


def _one(
    spec: Specification,
    select: Select,
    fit: Fit,
    min_studies: int,
    seen: dict[tuple[object, ...], int],
    place: int,
) -> Outcome:
    try:
        sample = select(spec)
    except ValueError as err:
        return Outcome(specification=spec, k=0, n_studies=0, fitted=None, reason=str(err))
    n = len(set(sample.studies))
    if n < min_studies:
        reason = f"{n} studies; {min_studies} are needed"
        return Outcome(specification=spec, k=sample.k, n_studies=n, fitted=None, reason=reason)
    try:
        sample, fitted = _fitted(sample, spec, fit)
    except ValueError as err:
        return Outcome(specification=spec, k=sample.k, n_studies=n, fitted=None, reason=str(err))
    # iterations end with a little noise: nine digits tell results apart that differ in kind
    numbers = (f"{x:.9g}" for x in (fitted.estimate, fitted.ci_lb, fitted.ci_ub))
    first = seen.setdefault((sample.effects, *numbers), place)
    return Outcome(
        specification=spec,
        k=sample.k,
        n_studies=len(set(sample.studies)),
        fitted=fitted,
        same_as=first if first != place else None,
    )


def _fitted(sample: Sample, spec: Specification, fit: Fit) -> tuple[Sample, Fitted]:
    """Fit, and where the factor ``outliers`` says ``drop``, fit again without them."""
    fitted = fit(sample, spec)
    handling = spec.option("outliers", "keep")
    if handling not in OUTLIERS:
        raise MultiverseError(f"outliers {handling!r}; expected one of {', '.join(OUTLIERS)}")
    if handling == "keep":
        return sample, fitted
    inner = without_outliers(sample, fitted.ci_lb, fitted.ci_ub)
    if inner.k == sample.k:
        return sample, fitted
    if len(set(inner.studies)) < 2:
        raise MultiverseError("fewer than two studies are left without outliers")
    return inner, fit(inner, spec)
