"""The two-level model as one family of a multiverse; other families are callables of this kind."""

from __future__ import annotations

from analyses.models.random_effects import fit_random_effects
from analyses.multiverse.run import Fitted
from analyses.multiverse.samples import Sample
from analyses.multiverse.specifications import MultiverseError, Specification


def two_level(sample: Sample, spec: Specification) -> Fitted:
    """Fit a random-effects model of independent effects.

    Parameters
    ----------
    sample : Sample
        One effect a study.
    spec : Specification
        Its factors ``method`` (REML without) and ``test`` (knha without) are used.

    Raises
    ------
    MultiverseError
        When a study has several effects: they are not independent.
    """
    if len(set(sample.studies)) < sample.k:
        raise MultiverseError("several effects of a study in a model of independent effects")
    fit = fit_random_effects(
        sample.yi,
        sample.vi,
        method=spec.option("method", "REML"),
        test=spec.option("test", "knha"),
    )
    return Fitted(
        estimate=float(fit.b[0]),
        ci_lb=float(fit.ci_lb[0]),
        ci_ub=float(fit.ci_ub[0]),
        tau2=fit.tau2,
    )
