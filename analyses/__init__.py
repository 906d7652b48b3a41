"""Meta-analysis: effect sizes, models, diagnostics, small-study tests, meaning and certainty.

``from analyses import fit_random_effects``: the public names are loaded when they are first asked
for, so that a part of the package costs no more than itself. README.md beside this file shows the
way through it.
"""

from importlib import import_module
from typing import Any

# Public names by the module that holds them.
PUBLIC = {
    "analyses.measures": (
        *("escalc", "dppc2", "hedges_j", "combine_groups", "combine_counts", "split_comparator"),
        *("split_comparator_counts", "sd_from_se", "sd_from_interval", "from_range"),
        *("from_quartiles", "from_five_numbers", "design_effect", "inflate_variance"),
        "effective_counts",
    ),
    "analyses.measures.conversions": (
        *("log_or_to_d", "d_to_log_or", "r_to_d", "d_to_r", "t_to_d", "d_to_t", "t_to_r", "r_to_t"),
        *("interval_to_se", "p_to_se"),
    ),
    "analyses.models.random_effects": ("fit_random_effects",),
    "analyses.models.prediction": ("predict", "prediction_interval_riley", "shrunken"),
    "analyses.models.moderators": ("r_squared", "term_test", "likelihood_ratio", "subgroups"),
    "analyses.models.sparse_tables": ("mantel_haenszel", "peto_odds_ratio"),
    "analyses.models.multilevel": ("fit_multilevel",),
    "analyses.models.robust": ("robust_test",),
    "analyses.models.wald": ("wald_test",),
    "analyses.models.robu": ("fit_robu",),
    "analyses.models.profile": ("profile_intervals",),
    "analyses.models.cluster_deletion": ("leave_one_cluster_out",),
    "analyses.diagnostics": (
        *("leave_one_out", "cumulative", "influence", "baujat", "standardised_residuals"),
        *("studentised_residuals", "q_profile", "profile_likelihood", "permutation_test"),
        *("weighted_median", "without_outliers", "without_influential"),
    ),
    "analyses.bias": (
        *("regression_test", "multilevel_regression_test", "pet_peese", "rank_test"),
        *("trim_and_fill", "selection_model", "vevea_woods", "fail_safe_rosenthal"),
        *("fail_safe_orwin", "fail_safe_rosenberg", "funnel_contours", "study_power"),
        "small_study_verdict",
    ),
    "analyses.meaning.probability": ("new_setting",),
    "analyses.meaning.proportion": ("proportion_above", "proportion_bootstrap"),
    "analyses.meaning.people": ("share_after", "number_needed", "between_persons", "ControlRisk"),
    "analyses.meaning.scales": ("Scale", "on_scale"),
    "analyses.meaning.checks": ("StandardisedEffect",),
    "analyses.grading.grade": ("grade",),
    "analyses.grading.records": ("Evidence", "Override"),
    "analyses.grading.rules": ("Rules",),
    "analyses.multiverse.specifications": ("specifications",),
    "analyses.multiverse.curve": ("specification_curve",),
    "analyses.models.errors": ("ModelError", "CollinearityError", "ConvergenceError"),
    "analyses.frames": ("tidy",),
}
_HOME = {name: module for module, names in PUBLIC.items() for name in names}
__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    """Load a public name from its module."""
    if name not in _HOME:
        raise AttributeError(f"module 'analyses' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    """Return the public names."""
    return __all__
