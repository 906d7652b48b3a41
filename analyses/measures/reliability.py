"""Cronbach's alpha: ``ai`` of a scale of ``mi`` items in ``ni`` people.

Every function returns (yi, vi), arrays of shape (k,); all grow with alpha.
"""

from __future__ import annotations

import numpy as np

from analyses.measures.columns import Floats, Pair, weighted_mean


def raw_alpha(ai: Floats, mi: Floats, ni: Floats, *, vtype: str = "LS") -> Pair:
    """ARAW: alpha; variance 2 m (1 - alpha)^2 / ((m - 1) (n - 2)).

    Bonett (2010), Psychol. Methods 15:368. ``AV``: with the mean of all alphas, weighted by n.
    """
    plugged = weighted_mean(ai, ni) if vtype == "AV" else ai
    return ai, 2 * mi * (1 - plugged) ** 2 / ((mi - 1) * (ni - 2))


def hakstian_whalen_alpha(ai: Floats, mi: Floats, ni: Floats) -> Pair:
    """AHW: 1 - (1 - alpha)^(1/3).

    Hakstian & Whalen (1976), Psychometrika 41:219, turned so that it grows with alpha.
    """
    y = 1 - np.cbrt(1 - ai)
    return y, 18 * mi * (ni - 1) * np.cbrt(1 - ai) ** 2 / ((mi - 1) * (9 * ni - 11) ** 2)


def bonett_alpha(ai: Floats, mi: Floats, ni: Floats) -> Pair:
    """ABT: -log(1 - alpha), without bias correction; variance 2 m / ((m - 1) (n - 2)).

    Bonett (2002), J. Educ. Behav. Stat. 27:335.
    """
    return -np.log(1 - ai), 2 * mi / ((mi - 1) * (ni - 2))
