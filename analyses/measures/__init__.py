"""Effect sizes: from what a study prints to an effect and its sampling variance.

`escalc` computes any of the measures by its code, one row a study, as metafor 3.8 defines them;
`dppc2` the difference of changes of two groups. The flat modules beside it hold the plain formulas
(`two_groups`, `tables`, `change`, `correlations`, `proportions`, `rates`, `reliability`), the
transformations of single values (`transformations`), and what has to be worked out first:
conversions between statistics (`conversions`), missing standard deviations (`spread`), clusters
(`clusters`), and groups put together or shared (`arms`).

Group 1 is the intervention; positive means more in group 1. Whether more is better is not known
here: the sign is turned where the outcome is known.
"""

from analyses.measures.arms import (
    Group,
    combine_counts,
    combine_groups,
    split_comparator,
    split_comparator_counts,
)
from analyses.measures.calculation import escalc
from analyses.measures.catalogue import MEASURES
from analyses.measures.clusters import (
    ClusterAdjustment,
    design_effect,
    effective_counts,
    inflate_variance,
)
from analyses.measures.errors import MeasureError
from analyses.measures.pretest_posttest import dppc2
from analyses.measures.results import EffectSizes
from analyses.measures.small_sample import hedges_j
from analyses.measures.spread import (
    ConvertedMoments,
    from_five_numbers,
    from_quartiles,
    from_range,
    sd_from_interval,
    sd_from_se,
)

__all__ = [
    "MEASURES",
    "ClusterAdjustment",
    "ConvertedMoments",
    "EffectSizes",
    "Group",
    "MeasureError",
    "combine_counts",
    "combine_groups",
    "design_effect",
    "dppc2",
    "effective_counts",
    "escalc",
    "from_five_numbers",
    "from_quartiles",
    "from_range",
    "hedges_j",
    "inflate_variance",
    "sd_from_interval",
    "sd_from_se",
    "split_comparator",
    "split_comparator_counts",
]
