"""Damaged and hostile files against the readers."""
