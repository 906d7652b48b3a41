"""The worked examples read against what their author typed as expected, by hand."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from extract.papers.read import read_paper
from extract.taxonomy import load_taxonomy

ROOT = Path(__file__).parents[4]
FOLDER = ROOT / "corpus" / "papers" / "example"
# In a PDF, a heading of several lines over two columns is not taken apart yet (one paper of six).
LEAST = {".xml": 1.0, ".pdf": 0.82}


@pytest.fixture(scope="module")
def taxonomy():
    found, _ = load_taxonomy(ROOT / "corpus" / "taxonomy", ROOT / "corpus")
    return found


def expected():
    with (FOLDER / "expected.csv").open(newline="", encoding="utf-8") as handle:
        return list(csv.DictReader(handle))


def read_all(suffix, taxonomy):
    """Return the statistics found of each paper: {(paper, construct): [{name: value}]}."""
    found = defaultdict(list)
    for path in sorted(FOLDER.glob(f"*{suffix}")):
        for contrast in read_paper(path, taxonomy).contrasts:
            values = {name: number.value for name, number in contrast.statistics.items()}
            found[path.stem, contrast.construct].append((contrast.timing, values))
    return found


@pytest.mark.parametrize("suffix", [".xml", ".pdf"])
def test_values_are_those_expected(suffix, taxonomy):
    found = read_all(suffix, taxonomy)
    rows = expected()
    right = 0
    for row in rows:
        values = [
            v
            for timing, v in found[row["paper"], row["construct"]]
            if timing in (row["timing"], None)
        ]
        right += any(v.get(row["statistic"]) == float(row["value"]) for v in values)
    assert right / len(rows) >= LEAST[suffix], f"{right} of {len(rows)}"


def test_no_value_is_wrong(taxonomy):
    """What is found under the right outcome, time and groups is what was typed, or absent."""
    found = read_all(".xml", taxonomy)
    wanted = defaultdict(set)
    for row in expected():
        wanted[row["paper"], row["construct"], row["timing"], row["statistic"]].add(
            float(row["value"])
        )
    wrong = [
        (paper, construct, timing, name, value)
        for (paper, construct), contrasts in found.items()
        for timing, values in contrasts
        for name, value in values.items()
        if (paper, construct, timing, name) in wanted
        and value not in wanted[paper, construct, timing, name]
    ]
    assert wrong == []
