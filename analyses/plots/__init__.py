"""Accessible drawings: pure functions from numbers to one ``svg`` element as a string."""
