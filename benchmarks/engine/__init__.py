"""Timing of the statistics engine beside its peers."""
