"""What can go wrong with an effect size; every message says what was found and expected."""

from __future__ import annotations


class MeasureError(ValueError):
    """Numbers or settings from which no effect size can be computed."""
