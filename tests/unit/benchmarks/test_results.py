"""Results of reading: a part without its data is named as missing, never given a number."""

from __future__ import annotations

from pathlib import Path

from benchmarks.extraction.results import measured
from extract.papers.model import EXTRACTOR


def test_parts_without_their_data_are_missing_with_a_reason(tmp_path: Path) -> None:
    found = measured(tmp_path)
    assert found["extractor"] == EXTRACTOR
    parts = {p["name"]: p for p in found["parts"]}
    for name in ("numbers", "contrasts", "direction", "statistics", "pdf"):
        assert parts[name]["missing"], name
        assert "measures" not in parts[name]
