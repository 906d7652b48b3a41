"""Saddlepoint p-values of robust t statistics.

A robust t statistic exceeds t when z^2 - t^2 (sum of weighted chi-squares) exceeds 0; the tail of
that quadratic form is approximated by its saddlepoint (McCaffrey, Bell & Botts 2001, Proc. ASA
Surv. Res. Methods; Lugannani & Rice 1980, Adv. Appl. Probab. 12:475). The eigenvalues cost the cube
of the number of clusters, so these p-values are asked for apart.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import ndtr

from analyses.models.robust import RobustFit

Floats = NDArray[np.float64]
LARGEST = float(np.finfo(float).max)
ROUNDING = 1e-15  # of 1 - 2 w s at an end
NEAR = 0.01  # distance from 0 within which the formula loses its digits; the limit is used


def saddlepoint(robust: RobustFit) -> Floats:
    """Return saddlepoint p-values of the coefficients, shape (p,); NaN for an infinite t.

    Equal to clubSandwich's up to the tolerance of its root (2**-13), which moves them by up to 1%.
    """
    found = []
    for weights, stat in zip(quadratic_weights(robust), robust.stat, strict=True):
        if not math.isfinite(stat):
            found.append(math.nan)
        elif stat == 0:
            found.append(1.0)
        else:
            found.append(tail_probability(weights, saddle(weights)))
    return np.array(found)


def quadratic_weights(robust: RobustFit) -> list[Floats]:
    """Return, for each coefficient, the weights (m + 1,) of independent chi-squares.

    Their sum exceeds 0 when the robust t exceeds the one observed: 1 for the estimate, and
    -t^2 times the shares of the eigenvalues of the robust variance.
    """
    scores = robust.scores
    found = []
    for c, stat in enumerate(robust.stat):
        f = scores.reach[:, :, c]
        form = np.diag(scores.own[:, c, c]) - f @ scores.vb @ f.T
        values = np.maximum(np.linalg.eigvalsh(form), 0.0)
        if not math.isfinite(stat) or values.sum() == 0:
            found.append(np.full(values.size + 1, np.nan))
            continue
        found.append(np.append(1.0, -(stat**2) * values / values.sum()))
    return found


def slope(weights: Floats, s: float) -> float:
    """Return the derivative of the cumulant function at ``s``, infinite at its ends."""
    rest = 1 - 2 * weights * s
    rest[np.abs(rest) < ROUNDING] = 0.0
    with np.errstate(divide="ignore"):
        return float((weights / rest).sum())


def ends(weights: Floats) -> tuple[float, float]:
    """Return the interval of the saddlepoint: below 0 for |t| < 1, above it otherwise."""
    if weights.sum() > 0:
        return 1 / (2 * float(weights.min())), 0.0
    return 0.0, 1 / (2 * float(weights.max()))


def saddle(weights: Floats) -> float:
    """Return the saddlepoint: where the slope is 0."""
    return float(
        brentq(
            lambda s: min(max(slope(weights, s), -LARGEST), LARGEST),
            *_inside(*ends(weights)),
            xtol=1e-15,
            rtol=1e-14,
            maxiter=1000,
        )
    )


def _inside(low: float, high: float) -> tuple[float, float]:
    """Step off an end where rounding could put a sign on an infinite slope."""
    return low * (1 - 1e-12), high * (1 - 1e-12)


def tail_probability(weights: Floats, s: float) -> float:
    """Return the approximate probability that the weighted sum exceeds 0, at saddlepoint ``s``."""
    if abs(s) <= NEAR:
        third = (weights**3).sum() / (weights**2).sum() ** 1.5
        return float(0.5 - third / (3 * math.sqrt(math.pi)))
    r = math.copysign(math.sqrt(float(np.log(1 - 2 * weights * s).sum())), s)
    q = s * math.sqrt(2 * float((weights**2 / (1 - 2 * weights * s) ** 2).sum()))
    density = math.exp(-(r**2) / 2) / math.sqrt(2 * math.pi)
    # 1 - ndtr(r), not ndtr(-r): far out both terms are rounding, and R's are these
    return float(1 - ndtr(r)) - density * (1 / r - 1 / q)
