"""Two groups, each measured before and after: the difference of their changes.

Morris (2008), Organ. Res. Methods 11:364.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from analyses.measures.columns import ANY, NOT_NEGATIVE, Floats, aligned
from analyses.measures.errors import MeasureError
from analyses.measures.results import EffectSizes
from analyses.measures.small_sample import hedges_j
from analyses.measures.two_groups import pooled_sd

LIMITS = {
    "pre1i": ANY,
    "post1i": ANY,
    "sd1i": NOT_NEGATIVE,
    "n1i": NOT_NEGATIVE,
    "pre2i": ANY,
    "post2i": ANY,
    "sd2i": NOT_NEGATIVE,
    "n2i": NOT_NEGATIVE,
    "ri": (-1.0, 1.0),
}
VTYPES = ("LS", "exact")


def dppc2(*, vtype: str = "LS", **columns: ArrayLike) -> EffectSizes:
    """Return the change of group 1 minus that of group 2, over the pooled SD before (d_ppc2).

    Parameters
    ----------
    vtype : {"LS", "exact"}
        ``LS``: 2 (1 - r) (1/n1 + 1/n2) + g^2 / (2 (n1 + n2)), as on metafor's page on Morris
        (2008); ``exact``: the variance of Morris (2008) from the noncentral t, with g for the
        true effect.
    **columns : array_like, shape (k,), or a number
        All of: means before and after ``pre1i, post1i, pre2i, post2i`` (group 1 is the
        intervention); standard deviations before ``sd1i, sd2i``; sizes ``n1i, n2i``; ``ri``,
        the correlation of before and after, the same in both groups.

    Returns
    -------
    EffectSizes
        ``measure`` is ``DPPC2``; g = J(n1 + n2 - 2) d with the exact J. NaN where a number is
        missing.

    Raises
    ------
    MeasureError
        For missing or unknown columns, an unknown ``vtype``, or values out of range.
    """
    if vtype not in VTYPES:
        raise MeasureError(f"vtype: found {vtype!r}; one of {', '.join(VTYPES)} expected")
    if set(columns) != set(LIMITS):
        raise MeasureError(f"DPPC2: found columns {', '.join(columns)}; {', '.join(LIMITS)} needed")
    c = aligned(LIMITS, **columns)
    with np.errstate(divide="ignore", invalid="ignore"):
        sd = pooled_sd(c["sd1i"], c["n1i"], c["sd2i"], c["n2i"])
        d = ((c["post1i"] - c["pre1i"]) - (c["post2i"] - c["pre2i"])) / sd
        g = hedges_j(c["n1i"] + c["n2i"] - 2) * d
        v = _exact(g, c) if vtype == "exact" else _large_sample(g, c)
    there = np.isfinite(g) & np.isfinite(v)
    yi, vi = np.where(there, g, np.nan), np.where(there, v, np.nan)
    return EffectSizes(measure="DPPC2", vtype=vtype, yi=yi, vi=vi, columns=tuple(columns))


def _large_sample(g: Floats, c: dict[str, Floats]) -> Floats:
    base = 2 * (1 - c["ri"]) * (1 / c["n1i"] + 1 / c["n2i"])
    return np.asarray(base + g**2 / (2 * (c["n1i"] + c["n2i"])))


def _exact(g: Floats, c: dict[str, Floats]) -> Floats:
    """J^2 m / (m - 2) (2 (1 - r) (1/n1 + 1/n2) + g^2) - g^2, with m = n1 + n2 - 2."""
    m = c["n1i"] + c["n2i"] - 2
    base = 2 * (1 - c["ri"]) * (1 / c["n1i"] + 1 / c["n2i"])
    return np.asarray(hedges_j(m) ** 2 * m / (m - 2) * (base + g**2) - g**2)
