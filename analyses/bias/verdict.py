"""One answer from all tests of small-study effects, by rules that are stated here.

A sign is suspected when the regression test or the selection model gives p < .05 in the direction
of publication bias, or when two of the three tests give p < .10. The three tests see different
things, and none has much power: no sign is never proof of no bias.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analyses.bias.asymmetry import pet_peese
from analyses.bias.checks import ALPHA, MIN_IN_STEP, MIN_STUDIES, Body, Check, p_words, run_checks
from analyses.bias.power import study_power
from analyses.bias.selection_model import selection_model
from analyses.bias.study_means import study_means
from analyses.bias.trim_fill import trim_and_fill
from analyses.models.errors import ModelError
from analyses.models.nesting import Labels
from analyses.models.random_effects import fit_random_effects
from analyses.models.weighted import problem

Floats = NDArray[np.float64]
STRONG = 0.05  # p at which one test is enough
ENOUGH_ALONE = ("regression", "selection")
WEAK_BELOW = 25  # "only moderate power for 25" studies: Begg & Mazumdar (1994), Biometrics 50:1088
HIGH_I2 = 0.5  # heterogeneity alone can skew a funnel (Ioannidis & Trikalinos 2007, CMAJ 176:1091)


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A mean that allows for small-study effects, with its interval."""

    name: str
    estimate: float
    ci_lb: float
    ci_ub: float

    def summary(self) -> str:
        """Return the estimate in a line."""
        return f"{self.name}: {self.estimate:.4f} [{self.ci_lb:.4f}, {self.ci_ub:.4f}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallStudyVerdict:
    """Whether small studies show larger effects.

    Attributes
    ----------
    answer : {"too_few", "no_sign", "suspected"}
        ``too_few`` also stands for studies that are too alike for any test.
    sentence : str
        The answer in plain words.
    k, n_studies : int
        Effects and studies.
    i2 : float
        I2 of one effect a study, 0 to 1.
    median_power : float
        Median power of the studies to find the common-effect mean.
    checks : tuple of Check
        Each test.
    pooled : Corrected
        The REML mean of one effect a study (Knapp-Hartung), without any correction.
    corrected : tuple of Corrected
        Means that allow for small-study effects; empty when there are too few studies.
    """

    answer: str
    sentence: str
    k: int
    n_studies: int
    i2: float
    median_power: float
    checks: tuple[Check, ...]
    pooled: Corrected
    corrected: tuple[Corrected, ...]

    def summary(self) -> str:
        """Return the sentence, each test and each estimate."""
        lines = [self.sentence, *(check.summary() for check in self.checks)]
        lines += [self.pooled.summary(), *(mean.summary() for mean in self.corrected)]
        return "\n".join([*lines, f"median power of a study: {self.median_power:.0%}"])


def small_study_verdict(
    yi: ArrayLike,
    vi: ArrayLike,
    *,
    study: Labels | None = None,
    ni: ArrayLike | None = None,
    alternative: str = "greater",
    rho: float = 0.6,
    alpha: float = ALPHA,
) -> SmallStudyVerdict:
    """Run the tests of small-study effects that the data allow, and answer in one sentence.

    Parameters
    ----------
    yi, vi : array_like, shape (k,)
        Effects and sampling variances.
    study : labels, length k, optional
        Study of each effect. With several effects a study the regression test is multilevel, and
        the other methods use one mean a study (see `study_means`).
    ni : array_like, shape (k,), optional
        Sample sizes; for standardised mean differences, the regression test then uses 1/sqrt(n).
    alternative : {"greater", "less"}
        Sign of the results that would be favoured.
    rho : float
        Assumed correlation of effects within a study.
    alpha : float
        Level of the tests.

    Raises
    ------
    ModelError
        For bad data or arguments. A test that fails is reported in its check.
    """
    if alternative not in ("greater", "less"):
        raise ModelError(f"alternative {alternative!r}; expected greater or less")
    sign = 1.0 if alternative == "greater" else -1.0
    body = _body(yi, vi, study, ni, rho, alpha, sign)
    checks = run_checks(body)
    answer = _answer(checks)
    pooled = fit_random_effects(body.mean_yi, body.mean_vi)
    plain = _turned("pooled", pooled.b[0], pooled.ci_lb[0], pooled.ci_ub[0], sign)
    corrected = _corrected(body, sign) if body.n_studies >= MIN_STUDIES else ()
    return SmallStudyVerdict(
        answer=answer,
        sentence=_sentence(answer, body.n_studies, checks, plain, corrected, pooled.i2),
        k=int(body.yi.size),
        n_studies=body.n_studies,
        i2=pooled.i2,
        median_power=study_power(body.mean_yi, body.mean_vi).median,
        checks=checks,
        pooled=plain,
        corrected=corrected,
    )


def _body(
    yi: ArrayLike,
    vi: ArrayLike,
    study: Labels | None,
    ni: ArrayLike | None,
    rho: float,
    alpha: float,
    sign: float,
) -> Body:
    data = problem(yi, vi)
    labels = list(range(data.k)) if study is None else list(study)
    turned = sign * data.yi
    means, variances = study_means(turned, data.vi, labels, rho)
    sizes = None if ni is None else np.asarray(ni, dtype=float).ravel()
    if sizes is not None and sizes.size != data.k:
        raise ModelError(f"{sizes.size} sample sizes; expected {data.k}, one an effect")
    return Body(
        yi=turned,
        vi=data.vi,
        study=labels if means.size < data.k else None,
        ni=sizes,
        mean_yi=means,
        mean_vi=variances,
        rho=rho,
        alpha=alpha,
    )


def _answer(checks: tuple[Check, ...]) -> str:
    if all(check.says == "cannot_say" for check in checks):
        return "too_few"
    signs = [check for check in checks if check.says == "sign"]
    alone = any(check.name in ENOUGH_ALONE and check.p < STRONG for check in signs)
    return "suspected" if alone or len(signs) > 1 else "no_sign"


def _turned(name: str, estimate: float, low: float, high: float, sign: float) -> Corrected:
    """Return an estimate in the direction of the data as given."""
    ends = sorted((sign * float(low), sign * float(high)))
    return Corrected(name=name, estimate=sign * float(estimate), ci_lb=ends[0], ci_ub=ends[1])


def _corrected(body: Body, sign: float) -> tuple[Corrected, ...]:
    """Return the means that can be computed; a method that fails is left out."""
    y, v = body.mean_yi, body.mean_vi
    found = []
    try:
        line = pet_peese(y, v)
        found.append(_turned(line.chosen, line.estimate, line.ci_lb, line.ci_ub, sign))
    except ModelError:
        pass  # studies of equal precision have no line; the check says so
    try:
        fill = trim_and_fill(y, v, side="left", test="knha").filled
        found.append(_turned("trim and fill", fill.b[0], fill.ci_lb[0], fill.ci_ub[0], sign))
    except ModelError:
        pass
    try:
        model = selection_model(y, v)
        if model.weights.counts.min() >= MIN_IN_STEP:
            values = (model.b[0], model.ci_lb[0], model.ci_ub[0])
            found.append(_turned("selection model", *values, sign))
    except ModelError:
        pass
    return tuple(found)


def _sentence(
    answer: str,
    n: int,
    checks: tuple[Check, ...],
    pooled: Corrected,
    corrected: tuple[Corrected, ...],
    i2: float,
) -> str:
    if answer == "too_few":
        reasons = "; ".join(dict.fromkeys(check.note for check in checks))
        return f"It cannot be said whether small studies show larger effects: {reasons}."
    tests = ", ".join(f"{c.name} {p_words(c.p)}" for c in checks if not math.isnan(c.p))
    if answer == "no_sign":
        weak = f"; with {n} studies the tests miss much" if n < WEAK_BELOW else ""
        return f"No sign that small studies show larger effects ({tests}){weak}."
    text = f"Small studies show larger effects ({tests}), so the pooled {pooled.estimate:.3g} "
    text += "may be too large"
    if corrected:
        values = sorted(mean.estimate for mean in corrected)
        text += f"; methods that allow for it give {values[0]:.3g} to {values[-1]:.3g}"
    if i2 > HIGH_I2:
        text += f". The studies also differ much (I2 {i2:.0%}), which alone can cause this"
    return f"{text}."
