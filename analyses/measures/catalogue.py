"""The measures by their codes: which function computes them, from which columns."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from analyses.measures import change as ch
from analyses.measures import correlations as co
from analyses.measures import families as fa
from analyses.measures import proportions as pr
from analyses.measures import rates as ra
from analyses.measures import reliability as re
from analyses.measures import tables as ta
from analyses.measures import two_groups as tg
from analyses.measures.columns import Floats, Pair
from analyses.measures.tetrachoric import tetrachoric

MEANS = ("m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i")
SIZES = ("n1i", "n2i")
OCCASIONS = ("m1i", "m2i", "sd1i", "sd2i", "ri", "ni")
EVENTS = ("ai", "ci")
PERSON_TIME = ("x1i", "t1i", "x2i", "t2i")
SCALE = ("ai", "mi", "ni")


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure.

    Attributes
    ----------
    compute : callable
        Returns (yi, vi) from the inputs that the family prepares.
    family : Family
        Columns and limits.
    needs : tuple of str
        Columns that must be given.
    vtypes : tuple of str
        Sampling variances on offer, the usual one first.
    adds : bool
        Whether 1/2 is added to zero counts unless said otherwise; for measures that are defined
        at zero it makes little sense.
    keeps : bool
        Whether an effect without a variance is kept (a correlation of four people or fewer, a
        tetrachoric correlation of 1).
    """

    compute: Callable[..., Pair]
    family: fa.Family
    needs: tuple[str, ...]
    vtypes: tuple[str, ...] = ("LS",)
    adds: bool = True
    keeps: bool = False


def _odds(factor: float) -> Callable[..., Pair]:
    def compute(d: Floats, n1i: Floats, n2i: Floats) -> Pair:
        return tg.log_odds_from_d(d, n1i, n2i, factor=factor)

    return compute


_SD2 = ("m1i", "n1i", "m2i", "sd2i", "n2i")
_SDS = ("sd1i", "n1i", "sd2i", "n2i")
_SD1 = ("m1i", "m2i", "sd1i", "ri", "ni")

MEASURES: Mapping[str, Measure] = {
    "SMD": Measure(tg.smd, fa.DIFFERENCE, SIZES, ("LS", "LS2", "UB", "AV")),
    "SMDH": Measure(tg.smd_heteroscedastic, fa.MEANS, MEANS),
    "SMD1": Measure(tg.smd_of_second_sd, fa.MEANS, _SD2),
    "SMD1H": Measure(tg.smd_of_second_sd_heteroscedastic, fa.MEANS, MEANS),
    "MD": Measure(tg.mean_difference, fa.MEANS, MEANS, ("LS", "UB", "HO")),
    "ROM": Measure(tg.ratio_of_means, fa.MEANS, MEANS, ("LS", "HO", "AV", "AVHO")),
    "RPB": Measure(tg.point_biserial, fa.DIFFERENCE, SIZES, ("LS", "ST", "CS")),
    "RBIS": Measure(tg.biserial, fa.DIFFERENCE, SIZES),
    "D2ORL": Measure(_odds(math.pi / math.sqrt(3)), fa.DIFFERENCE, SIZES),
    "D2ORN": Measure(_odds(tg.COX_SNELL), fa.DIFFERENCE, SIZES),
    "VR": Measure(tg.variability_ratio, fa.MEANS, _SDS),
    "CVR": Measure(tg.coefficient_of_variation_ratio, fa.MEANS, MEANS),
    "RR": Measure(ta.risk_ratio, fa.TABLE, EVENTS),
    "OR": Measure(ta.odds_ratio, fa.TABLE, EVENTS),
    "RD": Measure(ta.risk_difference, fa.TABLE, EVENTS, ("LS", "UB", "AV")),
    "AS": Measure(ta.arcsine_difference, fa.TABLE, EVENTS, adds=False),
    "PETO": Measure(ta.peto, fa.TABLE, EVENTS),
    "PHI": Measure(ta.phi, fa.TABLE, EVENTS, ("LS", "ST", "CS"), adds=False),
    "YUQ": Measure(ta.yule_q, fa.TABLE, EVENTS),
    "YUY": Measure(ta.yule_y, fa.TABLE, EVENTS),
    "RTET": Measure(tetrachoric, fa.TABLE, EVENTS, adds=False, keeps=True),
    "PBIT": Measure(ta.probit_difference, fa.TABLE, EVENTS),
    "OR2DL": Measure(ta.smd_from_logistic_odds, fa.TABLE, EVENTS),
    "OR2DN": Measure(ta.smd_from_normal_odds, fa.TABLE, EVENTS),
    "IRR": Measure(ra.rate_ratio, fa.RATES, PERSON_TIME),
    "IRD": Measure(ra.rate_difference, fa.RATES, PERSON_TIME),
    "IRSD": Measure(ra.root_rate_difference, fa.RATES, PERSON_TIME, adds=False),
    "MC": Measure(ch.mean_change, fa.OCCASIONS, OCCASIONS),
    "SMCC": Measure(ch.smd_of_change_sd, fa.CHANGE, ("ni",), ("LS", "LS2")),
    "SMCR": Measure(ch.smd_of_raw_sd, fa.OCCASIONS, _SD1, ("LS", "LS2")),
    "SMCRH": Measure(ch.smd_of_raw_sd_heteroscedastic, fa.OCCASIONS, OCCASIONS),
    "ROMC": Measure(ch.ratio_of_means_paired, fa.OCCASIONS, OCCASIONS),
    "VRC": Measure(ch.variability_ratio_paired, fa.OCCASIONS, ("sd1i", "sd2i", "ri", "ni")),
    "CVRC": Measure(ch.coefficient_of_variation_ratio_paired, fa.OCCASIONS, OCCASIONS),
    "COR": Measure(co.raw_correlation, fa.CORRELATION, ("ni",), ("LS", "AV"), keeps=True),
    "UCOR": Measure(
        co.unbiased_correlation, fa.CORRELATION, ("ni",), ("LS", "UB", "AV"), keeps=True
    ),
    "ZCOR": Measure(co.fisher_z, fa.CORRELATION, ("ni",), keeps=True),
    "PCOR": Measure(co.partial_correlation, fa.COEFFICIENT, ("ni", "mi"), ("LS", "AV")),
    "ZPCOR": Measure(co.fisher_z_partial, fa.COEFFICIENT, ("ni", "mi")),
    "SPCOR": Measure(
        co.semi_partial_correlation, fa.COEFFICIENT, ("ni", "mi", "r2i"), ("LS", "AV")
    ),
    "PR": Measure(pr.raw_proportion, fa.PROPORTION, ("xi",), ("LS", "UB", "AV")),
    "PLN": Measure(pr.log_proportion, fa.PROPORTION, ("xi",), ("LS", "AV")),
    "PLO": Measure(pr.logit_proportion, fa.PROPORTION, ("xi",), ("LS", "AV")),
    "PAS": Measure(pr.arcsine_proportion, fa.PROPORTION, ("xi",), adds=False),
    "PFT": Measure(pr.double_arcsine_proportion, fa.PROPORTION, ("xi",), adds=False),
    "ARAW": Measure(re.raw_alpha, fa.ALPHA, SCALE, ("LS", "AV")),
    "AHW": Measure(re.hakstian_whalen_alpha, fa.ALPHA, SCALE),
    "ABT": Measure(re.bonett_alpha, fa.ALPHA, SCALE),
}
