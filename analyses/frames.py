"""Any result record as a tidy data frame: a row per coefficient, study or effect."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np
import pandas as pd

PLAIN = (str, int, float, bool, np.number, np.bool_, type(None))


def tidy(record: Any) -> pd.DataFrame:
    """Return a result as a data frame.

    Parameters
    ----------
    record : dataclass instance
        Any result of this package.

    Returns
    -------
    DataFrame
        The fields that hold one value a coefficient, study or effect are columns (the most common
        length among them decides which); single values are repeated in every row. Without such
        fields there is one row. Matrices and inner records are left out.

    Raises
    ------
    TypeError
        When the argument is no result record.
    """
    if not is_dataclass(record) or isinstance(record, type):
        raise TypeError(f"a result record; found {type(record).__name__}")
    values = {f.name: getattr(record, f.name) for f in fields(record)}
    series = {name: _series(value) for name, value in values.items()}
    lengths = Counter(len(s) for s in series.values() if s is not None)
    size = lengths.most_common(1)[0][0] if lengths else 1
    frame: dict[str, Any] = {}
    for name, value in values.items():
        inside = series[name]
        if inside is not None and len(inside) == size:
            frame[name] = inside
        elif isinstance(value, PLAIN):
            frame[name] = [value] * size
    return pd.DataFrame(frame)


def _series(value: Any) -> list[Any] | None:
    """Return a vector of plain values as a list; None for anything else."""
    if isinstance(value, np.ndarray):
        return list(value.tolist()) if value.ndim == 1 else None
    if isinstance(value, tuple) and value and all(isinstance(v, PLAIN) for v in value):
        return list(value)
    return None
