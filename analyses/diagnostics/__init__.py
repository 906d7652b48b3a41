"""What a result hangs on: single effects, their order, chance arrangements, and how uncertain the
heterogeneity is. For models of independent effects.

>>> from analyses.models.random_effects import fit_random_effects
>>> from analyses.diagnostics import leave_one_out
>>> fit = fit_random_effects([0.1, 0.3, 0.35], [0.02, 0.03, 0.05], method="DL")
>>> leave_one_out(fit).estimate.round(3)[:, 0]
array([0.319, 0.171, 0.18 ])
"""

from analyses.diagnostics.baujat import Baujat, baujat
from analyses.diagnostics.cumulative import Cumulative, cumulative
from analyses.diagnostics.deletion import LeaveOneOut, leave_one_out
from analyses.diagnostics.heterogeneity_interval import (
    Bounds,
    HeterogeneityInterval,
    profile_likelihood,
    q_profile,
)
from analyses.diagnostics.influence import Influence, influence
from analyses.diagnostics.outlier_robust import (
    Trimmed,
    WeightedMedian,
    weighted_median,
    without_influential,
    without_outliers,
)
from analyses.diagnostics.permutation import PermutationTest, permutation_test
from analyses.diagnostics.residuals import (
    Residuals,
    leverages,
    standardised_residuals,
    studentised_residuals,
)

__all__ = [
    "Baujat",
    "Bounds",
    "Cumulative",
    "HeterogeneityInterval",
    "Influence",
    "LeaveOneOut",
    "PermutationTest",
    "Residuals",
    "Trimmed",
    "WeightedMedian",
    "baujat",
    "cumulative",
    "influence",
    "leave_one_out",
    "leverages",
    "permutation_test",
    "profile_likelihood",
    "q_profile",
    "standardised_residuals",
    "studentised_residuals",
    "weighted_median",
    "without_influential",
    "without_outliers",
]
