"""Small-study effects and publication bias: tests, corrected estimates, and one plain verdict.

>>> from analyses.bias import small_study_verdict
>>> small_study_verdict([0.4, 0.2, 0.3], [0.04, 0.01, 0.02]).answer
'too_few'

Effects are positive when they favour the intervention; functions that need the direction of the
favoured results take ``alternative``. Values agree with metafor 3.8.
"""

from analyses.bias.asymmetry import PetPeese, RegressionTest, pet_peese, regression_test
from analyses.bias.checks import Check
from analyses.bias.errors import TooFewError
from analyses.bias.fail_safe import (
    FailSafe,
    fail_safe_orwin,
    fail_safe_rosenberg,
    fail_safe_rosenthal,
)
from analyses.bias.funnel import FunnelContours, funnel_contours
from analyses.bias.multilevel_asymmetry import (
    MultilevelRegressionTest,
    multilevel_regression_test,
)
from analyses.bias.power import StudyPower, study_power
from analyses.bias.rank_test import RankTest, rank_test
from analyses.bias.selection_model import (
    FOUR_PARAMETER,
    THREE_PARAMETER,
    selection_model,
    vevea_woods,
)
from analyses.bias.selection_record import SelectionModel, StepWeights
from analyses.bias.study_means import study_means
from analyses.bias.trim_fill import TrimFill, trim_and_fill
from analyses.bias.verdict import Corrected, SmallStudyVerdict, small_study_verdict

__all__ = [
    "FOUR_PARAMETER",
    "THREE_PARAMETER",
    "Check",
    "Corrected",
    "FailSafe",
    "FunnelContours",
    "MultilevelRegressionTest",
    "PetPeese",
    "RankTest",
    "RegressionTest",
    "SelectionModel",
    "SmallStudyVerdict",
    "StepWeights",
    "StudyPower",
    "TooFewError",
    "TrimFill",
    "fail_safe_orwin",
    "fail_safe_rosenberg",
    "fail_safe_rosenthal",
    "funnel_contours",
    "multilevel_regression_test",
    "pet_peese",
    "rank_test",
    "regression_test",
    "selection_model",
    "small_study_verdict",
    "study_means",
    "study_power",
    "trim_and_fill",
    "vevea_woods",
]
