"""What can go wrong with a test of small-study effects."""

from __future__ import annotations

from analyses.models.errors import ModelError


class TooFewError(ModelError):
    """Too few effects, or none of a kind that the method needs."""
