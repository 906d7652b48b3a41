"""How many of the contrasts that people entered are found when nothing is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.extraction.intervals import Count, bins, rate
from benchmarks.extraction.numeric import same, table
from extract.documents.model import DocumentError
from extract.papers.model import ContrastFound
from extract.papers.read import read_paper

# Columns of each set, as the statistics of a contrast are named.
NUMERIC = {
    **{"intervention_mean": "m1i", "intervention_standard_deviation": "sd1i"},
    **{"comparator_mean": "m2i", "comparator_standard_deviation": "sd2i"},
    **{"intervention_events": "ai", "comparator_events": "ci"},
    **{"intervention_group_size": "n1i", "comparator_group_size": "n2i"},
}
LINKED = {
    **{"Experimental.mean": "m1i", "Experimental.SD": "sd1i", "Experimental.cases": "ai"},
    **{"Control.mean": "m2i", "Control.SD": "sd2i", "Control.cases": "ci"},
    **{"Experimental.N": "n1i", "Control.N": "n2i"},
    **{"mean_arm1": "m1i", "sd_arm1": "sd1i", "mean_arm2": "m2i", "sd_arm2": "sd2i"},
    **{"n_arm1": "n1i", "n_arm2": "n2i"},
}
OTHER = {
    **{"m1i": "m2i", "m2i": "m1i", "sd1i": "sd2i", "sd2i": "sd1i"},
    **{"ai": "ci", "ci": "ai", "n1i": "n2i", "n2i": "n1i"},
}
SIZES = ("n1i", "n2i")
# What a contrast is known by: the means or the events of its groups.
CORE = ("m1i", "m2i", "ai", "ci")
BINS = (0.0, 0.3, 0.5, 0.7, 0.9, 1.0)


class NotThere(RuntimeError):
    """What is to be measured is not in the reader yet."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Numbers that someone entered for a contrast of a paper, by name of statistic."""

    source: str
    paper: Path
    numbers: Mapping[str, float]


def wanted(gold: Path) -> list[Wanted]:
    """Return the contrasts with their outcome's numbers for both groups."""
    found = []
    for row in table(gold / "numeric" / "gold.csv"):
        found.append(_wanted(row, NUMERIC, gold / "numeric" / "papers" / row["paper"], "numeric"))
    for name in ("metapsy_linked", "cochrane_linked"):
        for row in table(gold / name / "rows.csv"):
            if row.get("all_numbers_in_text", "True") == "True":
                paper = gold / name / "nxml" / f"{row['pmcid']}.nxml"
                found.append(_wanted(row, LINKED, paper, name))
    return [w for w in found if {"m1i", "m2i"} <= set(w.numbers) or {"ai", "ci"} <= set(w.numbers)]


def _wanted(row: dict[str, str], names: Mapping[str, str], paper: Path, source: str) -> Wanted:
    numbers = {}
    for column, name in names.items():
        try:
            numbers[name] = float((row.get(column) or "").replace(",", ""))
        except ValueError:
            continue
    if not {"m1i", "m2i"} <= set(numbers) or numbers["m1i"] == numbers["m2i"] == 0:
        numbers = {k: v for k, v in numbers.items() if k in ("ai", "ci", *SIZES)}
    return Wanted(source, paper, numbers)


def stands(numbers: Mapping[str, float], contrast: ContrastFound) -> bool:
    """Tell whether a contrast has all numbers, the groups in either order."""
    found = {k: n.value for k, n in contrast.statistics.items()}
    return any(
        all(same(v, found.get(turn.get(k, k))) for k, v in numbers.items()) for turn in ({}, OTHER)
    )


def measure(gold: Path) -> dict[str, Any]:
    """Return the share of contrasts found whole, with and without the sizes of groups."""
    asked = wanted(gold)
    read = {paper: _contrasts(paper) for paper in dict.fromkeys(w.paper for w in asked)}
    if not any(read.values()):
        raise NotThere("the reader lists no contrasts")
    whole, outcomes = [], []
    for w in asked:
        core = {k: v for k, v in w.numbers.items() if k not in SIZES}
        paper = w.paper.name
        whole.append(Count(paper, int(any(stands(w.numbers, c) for c in read[w.paper])), 1))
        outcomes.append(Count(paper, int(any(stands(core, c) for c in read[w.paper])), 1))
    listed = [len(c) for c in read.values()]
    return {
        "contrasts": len(asked),
        "papers": len(read),
        "sources": {
            s: sum(w.source == s for w in asked) for s in sorted({w.source for w in asked})
        },
        "listed_per_paper": sum(listed) / len(listed),
        "papers_without": sum(not n for n in listed),
        "recalled": rate(whole),
        "recalled_outcome": rate(outcomes),
        "calibration": _calibration(asked, read),
    }


def _calibration(
    asked: list[Wanted], read: Mapping[Path, tuple[ContrastFound, ...]]
) -> list[dict[str, object]]:
    """Return what is said and true of contrasts whose means or events were entered as well."""
    said, right = [], []
    for w in asked:
        core = {k: v for k, v in w.numbers.items() if k in CORE}
        found = next((c for c in read[w.paper] if stands(core, c)), None)
        if found is not None:
            said.append(found.confidence)
            right.append(stands(w.numbers, found))
    return bins(BINS, said, right)


def _contrasts(paper: Path) -> tuple[ContrastFound, ...]:
    try:
        return read_paper(paper).contrasts
    except DocumentError:
        return ()
