"""What each test of small-study effects says, or why it cannot say anything."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyses.bias.asymmetry import regression_test
from analyses.bias.multilevel_asymmetry import multilevel_regression_test
from analyses.bias.rank_test import rank_test
from analyses.bias.selection_model import selection_model
from analyses.models.errors import ModelError
from analyses.models.nesting import Labels
from analyses.models.robust import FEW

Floats = NDArray[np.float64]
MIN_STUDIES = 10  # fewer: no test of asymmetry (Sterne et al. 2011, BMJ 343:d4002)
MIN_VARIANCE_RATIO = (
    4.0  # largest to smallest variance (Ioannidis & Trikalinos 2007, CMAJ 176:1091)
)
MIN_IN_STEP = 4  # effects on each side of a step; weightr warns at three or fewer
ALPHA = 0.1  # level of asymmetry tests, whose power is low (Egger et al. 1997, BMJ 315:629)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """The answer of one test.

    Attributes
    ----------
    name : {"regression", "rank", "selection"}
        The test.
    says : {"sign", "no_sign", "cannot_say"}
        ``sign``: p below the level, and in the direction of publication bias.
    p : float
        Two-sided p-value; NaN when the test cannot say.
    note : str
        What was found, or why nothing can be said.
    """

    name: str
    says: str
    p: float
    note: str

    def summary(self) -> str:
        """Return the answer in a line."""
        return f"{self.name}: {self.says.replace('_', ' ')}, {self.note}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """Effects as they are, and one a study, all turned so that positive is favoured."""

    yi: Floats
    vi: Floats
    study: Labels | None  # None when there is one effect a study
    ni: Floats | None
    mean_yi: Floats
    mean_vi: Floats
    rho: float
    alpha: float

    @property
    def n_studies(self) -> int:
        """Number of studies."""
        return int(self.mean_yi.size)


def p_words(p: float) -> str:
    """Return ``p = 0.012``, or ``p < 0.001``."""
    return "p < 0.001" if p < 0.001 else f"p = {p:.3f}"


def run_checks(body: Body) -> tuple[Check, ...]:
    """Run every test that the data allow."""
    refusal = _refusal(body)
    found = []
    for name, check in CHECKS.items():
        if refusal:
            found.append(Check(name=name, says="cannot_say", p=math.nan, note=refusal))
            continue
        try:
            found.append(check(body))
        except ModelError as err:
            found.append(Check(name=name, says="cannot_say", p=math.nan, note=str(err)))
    return tuple(found)


def _refusal(body: Body) -> str:
    """Return why no test may be run; empty when they may."""
    if body.n_studies < MIN_STUDIES:
        word = "study" if body.n_studies == 1 else "studies"
        return f"{body.n_studies} {word}, at least {MIN_STUDIES} are needed"
    ratio = float(body.mean_vi.max() / body.mean_vi.min())
    if ratio < MIN_VARIANCE_RATIO:
        return (
            f"the studies are about equally precise (variances differ {ratio:.1f}-fold, "
            f"{MIN_VARIANCE_RATIO:g}-fold is needed)"
        )
    return ""


def _answer(name: str, p: float, towards: bool, alpha: float, note: str) -> Check:
    says = "sign" if p < alpha and towards else "no_sign"
    if p < alpha and not towards:
        note += ", but small studies show smaller effects, which is not publication bias"
    return Check(name=name, says=says, p=p, note=note)


def _regression(body: Body) -> Check:
    predictor = "sei" if body.ni is None else "sqrtninv"
    if body.study is None:
        one = regression_test(body.yi, body.vi, predictor=predictor, ni=body.ni)
        note = f"slope {one.slope:.2f}, {p_words(one.p)}"
        return _answer("regression", one.p, one.slope > 0, body.alpha, note)
    several = multilevel_regression_test(
        body.yi, body.vi, body.study, predictor=predictor, ni=body.ni, rho=body.rho
    )
    note = f"slope {several.slope:.2f}, {p_words(several.p)} with {several.df:.1f} df"
    if not several.trustworthy:
        note = f"{several.df:.1f} degrees of freedom, at least {FEW:g} are needed"
        return Check(name="regression", says="cannot_say", p=math.nan, note=note)
    return _answer("regression", several.p, several.slope > 0, body.alpha, note)


def _rank(body: Body) -> Check:
    test = rank_test(body.mean_yi, body.mean_vi)
    if math.isnan(test.p):
        note = "the effects or their variances are all equal"
        return Check(name="rank", says="cannot_say", p=math.nan, note=note)
    note = f"tau {test.tau:.2f}, {p_words(test.p)}"
    return _answer("rank", test.p, test.tau > 0, body.alpha, note)


def _selection(body: Body) -> Check:
    model = selection_model(body.mean_yi, body.mean_vi)
    least = int(model.weights.counts.min())
    if least < MIN_IN_STEP:
        note = f"{least} studies on one side of p = .025, at least {MIN_IN_STEP} are needed"
        return Check(name="selection", says="cannot_say", p=math.nan, note=note)
    weight = float(model.weights.delta[1])
    note = f"results without a significant benefit {weight:.2f} times as likely to be seen"
    note += f", {p_words(model.lrt_p)}"
    says = "sign" if model.lrt_p < body.alpha and weight < 1 else "no_sign"
    return Check(name="selection", says=says, p=model.lrt_p, note=note)


CHECKS = {"regression": _regression, "rank": _rank, "selection": _selection}
