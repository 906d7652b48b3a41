"""What is timed: the same task by this engine, by its peers, and by a bare numpy floor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from analyses.diagnostics.deletion import leave_one_out
from analyses.diagnostics.heterogeneity_interval import q_profile
from analyses.diagnostics.permutation import permutation_test
from analyses.models.cluster_deletion import leave_one_cluster_out
from analyses.models.multilevel import fit_multilevel
from analyses.models.profile import profile_intervals
from analyses.models.random_effects import fit_random_effects
from analyses.models.robust import robust_test
from analyses.models.wald import wald_test
from benchmarks.engine.data import Effects, effects

Call = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Task:
    """A task of a size, and the ways to do it in Python; R is asked by the same name."""

    name: str
    k: int
    ours: Call
    peers: dict[str, Call]


def tasks(sizes: tuple[int, ...]) -> list[Task]:
    """Return all tasks, each with its data made beforehand."""
    found: list[Task] = []
    for k in sizes:
        found += [reml(k), three_level(k), three_level_moderators(k)]
    return [*found, *small_tasks()]


def reml(k: int) -> Task:
    """Two-level REML with Knapp-Hartung."""
    d = effects(k)
    return Task("reml", k, lambda: fit_random_effects(d.yi, d.vi), _peers(d) | {"floor": _floor(d)})


def _levels(d: Effects) -> dict[str, object]:
    return {"study": d.study, "effect": np.arange(d.yi.size)}


def three_level(k: int) -> Task:
    """Three-level REML with CR2 standard errors and Satterthwaite degrees of freedom."""
    d = effects(k)
    return Task("three_level_cr2", k, lambda: robust_test(_three(d)), {})


def three_level_moderators(k: int) -> Task:
    """The same with two moderators, and their HTZ test."""
    d = effects(k)

    def run() -> object:
        fit = fit_multilevel(d.yi, d.vi, _levels(d), d.x)
        return robust_test(fit), wald_test(fit, [1, 2])

    return Task("three_level_moderators_htz", k, run, {})


def _three(d: Effects) -> object:
    return fit_multilevel(d.yi, d.vi, _levels(d))


def small_tasks() -> list[Task]:
    """Tasks of one size each."""
    d, e = effects(200), effects(50)
    fit, three = fit_random_effects(d.yi, d.vi), _three(d)
    moderated = fit_random_effects(e.yi, e.vi, e.x[:, [0, 2]])
    return [
        Task("leave_one_out", 200, lambda: leave_one_out(fit), {}),
        Task("leave_one_study_out_three_level", 200, lambda: leave_one_cluster_out(three), {}),
        Task(
            "permutations_1000",
            50,
            lambda: permutation_test(moderated, draws=1000, exact=False),
            _permutations(e),
        ),
        Task("q_profile", 200, lambda: q_profile(fit), {}),
        Task("profile_three_level", 200, lambda: profile_intervals(three), {}),
    ]


def _floor(d: Effects) -> Call:
    """Bare Fisher scoring on sums: no checks, no result, the least that REML costs."""

    def run() -> float:
        y, v, tau2 = d.yi, d.vi, 0.05
        for _ in range(12):
            w = 1 / (v + tau2)
            total, squares = w.sum(), (w * w).sum()
            r = y - (w @ y) / total
            trace = total - squares / total
            info = squares - 2 * (w**3).sum() / total + (squares / total) ** 2
            tau2 = max(0.0, tau2 + ((w * w) @ (r * r) - trace) / info)
        return float(tau2)

    return run


def _peers(d: Effects) -> dict[str, Call]:
    """Return what PyMARE and statsmodels need for the same data, where they are installed."""
    found: dict[str, Call] = {}
    try:
        from pymare import Dataset
        from pymare.estimators import VarianceBasedLikelihoodEstimator

        data = Dataset(
            y=d.yi[:, None], v=d.vi[:, None], X=np.ones((d.yi.size, 1)), add_intercept=False
        )
        found["pymare"] = lambda: (
            VarianceBasedLikelihoodEstimator(method="REML").fit_dataset(data).summary()
        )
    except ImportError:
        pass
    try:
        from statsmodels.stats.meta_analysis import combine_effects

        found["statsmodels (PM)"] = lambda: combine_effects(d.yi, d.vi, method_re="iterated")
    except ImportError:
        pass
    return found


def _permutations(d: Effects) -> dict[str, Call]:
    try:
        from pymare import Dataset
        from pymare.estimators import VarianceBasedLikelihoodEstimator
    except ImportError:
        return {}
    data = Dataset(y=d.yi[:, None], v=d.vi[:, None], X=d.x[:, [0, 2]], add_intercept=False)
    fitted = VarianceBasedLikelihoodEstimator(method="REML").fit_dataset(data).summary()
    return {"pymare": lambda: fitted.permutation_test(n_perm=1000)}
