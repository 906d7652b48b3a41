"""Which effects, and which effect of a study: the choices about data, as pure functions on rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analyses.multiverse.specifications import MultiverseError

Floats = NDArray[np.float64]
Row = Mapping[str, Any]
RANDOMISED = ("rct", "cluster_rct")
CHECKED = ("checked", "corrected")
CONVERTED = ("converted", "imputed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The effects that a specification pools.

    Attributes
    ----------
    yi, vi : array, shape (k,)
        Effects and sampling variances.
    studies, effects : tuple of str
        The study and the name of each effect.
    """

    yi: Floats
    vi: Floats
    studies: tuple[str, ...]
    effects: tuple[str, ...]

    @property
    def k(self) -> int:
        """Number of effects."""
        return len(self.effects)

    def keep(self, rows: NDArray[np.bool_]) -> Sample:
        """Return the effects where ``rows`` is true."""
        where = np.flatnonzero(rows)
        return Sample(
            yi=self.yi[where],
            vi=self.vi[where],
            studies=tuple(self.studies[i] for i in where),
            effects=tuple(self.effects[i] for i in where),
        )


def sample_of(rows: Sequence[Row]) -> Sample:
    """Return a sample from rows with ``effect_id, study_id, yi, vi``."""
    return Sample(
        yi=np.array([row["yi"] for row in rows], dtype=float),
        vi=np.array([row["vi"] for row in rows], dtype=float),
        studies=tuple(row["study_id"] for row in rows),
        effects=tuple(row["effect_id"] for row in rows),
    )


EFFECTS: dict[str, Callable[[Row], bool]] = {
    "main": lambda e: e["use"] == "main",
    "with_doubtful": lambda e: e["use"] in ("main", "sensitivity"),
    "no_conversions": lambda e: e["use"] == "main" and e["origin"] not in CONVERTED,
    "randomised_only": lambda e: e["use"] == "main" and e["design"] in RANDOMISED,
    "low_risk_only": lambda e: e["use"] == "main" and e["risk_of_bias"] == "low",
    "checked_only": lambda e: e["use"] == "main" and e["review_status"] in CHECKED,
}


def select(rows: Sequence[Row], which: str) -> list[Row]:
    """Return the rows that a choice of effects keeps; without an effect or rejected never.

    Parameters
    ----------
    rows : sequence of mapping
        Rows of ``effect_sizes`` with ``design`` and ``risk_of_bias`` of their study added.
    which : str
        A key of `EFFECTS`.
    """
    if which not in EFFECTS:
        raise MultiverseError(f"effects {which!r}; expected one of {', '.join(EFFECTS)}")
    keep = EFFECTS[which]
    return [
        row
        for row in rows
        if row["yi"] is not None and row["review_status"] != "rejected" and keep(row)
    ]


def one_a_study(
    rows: Sequence[Row], how: str, rank: Callable[[Row], Any], rho: float = 0.6
) -> Sample:
    """Return one effect a study, or all of them.

    Parameters
    ----------
    rows : sequence of mapping
        Effects as selected.
    how : {"first", "most_precise", "mean", "all"}
        The first by ``rank``; the smallest variance; the mean of the study's effects; all.
    rank : callable
        Key by which a study's effects are ordered, the smallest first.
    rho : float
        Correlation assumed between the effects of a study, for the mean: its variance is
        sum_ij rho_ij sqrt(v_i v_j) / m^2 (Borenstein et al. 2009, ch. 24).
    """
    if how == "all":
        return sample_of(sorted(rows, key=lambda r: (r["study_id"], r["effect_id"])))
    studies: dict[str, list[Row]] = {}
    for row in rows:
        studies.setdefault(row["study_id"], []).append(row)
    members = [studies[name] for name in sorted(studies)]
    if how == "mean":
        return sample_of([_mean(group, rho) for group in members])
    keys: dict[str, Callable[[Row], Any]] = {
        "first": rank,
        "most_precise": lambda r: (r["vi"], r["effect_id"]),
    }
    if how not in keys:
        raise MultiverseError(f"per study {how!r}; expected first, most_precise, mean or all")
    return sample_of([min(group, key=keys[how]) for group in members])


def _mean(group: Sequence[Row], rho: float) -> Row:
    """Return the mean of a study's effects as one row."""
    se = np.sqrt([row["vi"] for row in group])
    total = rho * se.sum() ** 2 + (1 - rho) * (se**2).sum()
    return {
        "effect_id": "+".join(sorted(row["effect_id"] for row in group)),
        "study_id": group[0]["study_id"],
        "yi": float(np.mean([row["yi"] for row in group])),
        "vi": float(total) / len(group) ** 2,
    }


def without_outliers(sample: Sample, ci_lb: float, ci_ub: float, z: float = 1.959964) -> Sample:
    """Return the effects whose own interval meets that of the mean.

    An effect is an outlier when its 95% interval lies wholly outside the interval of the pooled
    mean (Harrer et al. 2021, Doing Meta-Analysis with R, ch. 5.4).
    """
    half = z * np.sqrt(sample.vi)
    return sample.keep((sample.yi - half <= ci_ub) & (sample.yi + half >= ci_lb))
