"""`escalc`: effect sizes of any measure from columns of study results."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analyses.measures.catalogue import MEASURES, Measure
from analyses.measures.columns import Floats, Pair, as_floats, check_range, same_length
from analyses.measures.errors import MeasureError
from analyses.measures.families import Inputs, Zeros
from analyses.measures.results import EffectSizes
from analyses.measures.tables import Table

Flags = NDArray[np.bool_]


def escalc(
    measure: str,
    *,
    vtype: str = "LS",
    add: float | None = None,
    to: str = "only0",
    drop00: bool = False,
    **columns: ArrayLike | None,
) -> EffectSizes:
    """Compute effect sizes and their sampling variances, one row a study.

    Parameters
    ----------
    measure : str
        Code as in metafor; `MEASURES` lists them. Two groups on a scale: SMD SMDH SMD1 SMD1H MD ROM
        VR CVR RPB RBIS D2ORL D2ORN. 2x2 tables: RR OR RD AS PETO PHI YUQ YUY RTET PBIT OR2DL
        OR2DN. Person-time: IRR IRD IRSD. Two occasions: MC SMCC SMCR SMCRH ROMC VRC CVRC.
        Correlations: COR UCOR ZCOR PCOR ZPCOR SPCOR. One proportion: PR PLN PLO PAS PFT.
        Cronbach's alpha: ARAW AHW ABT. Ratios are on the log scale.
    vtype : str
        Sampling variance; the docstring of each measure's function has the formulas.
    add : float or None
        Added to zero counts, >= 0. None is 1/2, or 0 for the measures that are defined at zero
        (AS PHI RTET IRSD PAS PFT).
    to : {"only0", "all", "if0all", "none"}
        Studies whose counts it is added to: those with a zero; all; all if any has a zero; none.
    drop00 : bool
        Make rows NaN that have no events, or only events, in both groups.
    **columns : array_like, shape (k,), or a number
        Columns by metafor's names (``m1i=``, ``sd1i=``, ...; group 1 is the intervention);
        missing values are None or NaN. Columns of the family that the measure does not read are
        ignored.

    Returns
    -------
    EffectSizes
        Positive means more in group 1 (or on occasion 1). A row is NaN where a number is missing
        or no finite value exists.

    Raises
    ------
    MeasureError
        For an unknown measure, column or setting, missing columns, lengths that differ, or a value
        out of range (a negative standard deviation or count, more events than people).

    Notes
    -----
    Definitions are those of metafor 3.8. Later versions differ: ROM, CVR, ROMC, CVRC and VRC are
    bias-corrected (5.0); the variance of SMDH, SMD1H, SMCRH (4.6) and of ZPCOR (4.0); ``mi`` of
    PCOR, ZPCOR and SPCOR counts the focal predictor (4.4).
    """
    spec = _find(measure, vtype)
    zeros = Zeros(add=_constant(spec, add), to=to, drop00=drop00)
    given = {name: values for name, values in columns.items() if values is not None}
    read = _read(measure, spec, given)
    extra = {"vtype": vtype} if len(spec.vtypes) > 1 else {}
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        if spec.family.prepare is None:
            inputs = {name: read[name] for name in spec.needs}
        else:
            inputs = spec.family.prepare(read, spec.needs, zeros)
        yi, vi = spec.compute(**inputs, **extra)
    yi, vi = _without_undefined(yi, vi, _missing(inputs), keeps=spec.keeps)
    return EffectSizes(measure=measure, vtype=vtype, yi=yi, vi=vi, columns=tuple(given))


def _missing(inputs: Inputs) -> Flags:
    """Return the rows that lack a number that the measure reads."""
    parts = [value.n if isinstance(value, Table) else value for value in inputs.values()]
    return np.asarray(np.any([np.isnan(part) for part in parts], axis=0))


def _without_undefined(yi: Floats, vi: Floats, missing: Flags, *, keeps: bool) -> Pair:
    """Make whole rows NaN where the numbers are there but the effect or variance is not finite.

    Where a number is missing, the half that can still be computed stays, as in metafor: a mean
    difference is an effect without a standard deviation.
    """
    infinite = np.isinf(yi) | np.isinf(vi)
    undefined = infinite | (~missing & (np.isnan(yi) | (np.isnan(vi) & (not keeps))))
    return np.where(undefined, np.nan, yi), np.where(undefined, np.nan, vi)


def _find(measure: str, vtype: str) -> Measure:
    spec = MEASURES.get(measure)
    if spec is None:
        raise MeasureError(f"measure: found {measure!r}; one of {' '.join(MEASURES)} expected")
    if vtype not in spec.vtypes:
        raise MeasureError(f"vtype: found {vtype!r}; {measure} has {', '.join(spec.vtypes)}")
    return spec


def _constant(spec: Measure, add: float | None) -> float:
    if add is None:
        return 0.5 if spec.adds else 0.0
    return float(add)


def _read(measure: str, spec: Measure, given: dict[str, ArrayLike]) -> dict[str, Floats]:
    """Return all columns of the family at one length, checked; those not given are NaN."""
    limits = spec.family.limits
    unknown = [name for name in given if name not in limits]
    if unknown:
        raise MeasureError(f"{measure}: found column {unknown[0]!r}; it reads {', '.join(limits)}")
    missing = [name for name in spec.needs if name not in given]
    missing += [" or ".join(g) for g in spec.family.either if not any(n in given for n in g)]
    if missing:
        raise MeasureError(
            f"{measure}: found columns {', '.join(given) or 'none'}; {', '.join(missing)} missing"
        )
    read = {name: as_floats(name, values) for name, values in given.items()}
    for name, column in read.items():
        check_range(name, column, limits[name])
    same = same_length(read)
    k = next(iter(same.values())).size
    return {name: same.get(name, np.full(k, np.nan)) for name in limits}
