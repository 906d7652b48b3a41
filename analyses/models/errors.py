"""What can go wrong with a model; every message says what was found and expected."""

from __future__ import annotations


class ModelError(ValueError):
    """Data or settings from which a model cannot be fitted."""


class CollinearityError(ModelError):
    """Moderators that are exact combinations of each other."""


class ConvergenceError(ModelError):
    """An iteration that did not settle."""
