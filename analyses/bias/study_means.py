"""One effect a study, for methods that need independent effects."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analyses.models.errors import ModelError
from analyses.models.nesting import Labels, label_codes
from analyses.models.weighted import problem

Floats = NDArray[np.float64]


def study_means(
    yi: ArrayLike, vi: ArrayLike, study: Labels, rho: float = 0.6
) -> tuple[Floats, Floats]:
    """Return the plain mean of each study's effects and its sampling variance.

    The variance is that of a mean of m errors with a common correlation,
    (sum of v + rho ((sum of s)^2 - sum of v)) / m^2 with s = sqrt(v): Borenstein et al. (2009),
    Introduction to Meta-Analysis, ch. 24.

    Parameters
    ----------
    yi, vi : array_like, shape (k,)
        Effects and sampling variances.
    study : labels, length k
        Study of each effect.
    rho : float
        Assumed correlation, 0 to 1.

    Returns
    -------
    means, variances : array, shape (studies,)
        In the order in which the studies appear.
    """
    if not 0 <= rho <= 1:
        raise ModelError(f"rho {rho!r}; expected 0 to 1")
    data = problem(yi, vi)
    codes, _ = label_codes(study, data.k, "study")
    _, first = np.unique(codes, return_index=True)
    order = np.argsort(first)
    m, y, v, s = (
        np.bincount(codes, weights=w)[order]
        for w in (np.ones(data.k), data.yi, data.vi, np.sqrt(data.vi))
    )
    return y / m, (v + rho * (s**2 - v)) / m**2
