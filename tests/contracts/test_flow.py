"""The published flow of evidence against a count of the tables by other means."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from tests.conftest import ROOT

TABLES = ROOT / "results" / "tables"


def rows(name: str) -> list[dict[str, str]]:
    """Return a table as text."""
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def shown(site: Path) -> list[tuple[str, int, bool]]:
    """Return the counts of the page's table, and whether each left."""
    text = (site / "data" / "flow.html").read_text(encoding="utf-8")
    found = []
    for row in re.findall(r"<tr>(.*?)</tr>", text, re.DOTALL):
        cells = re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)
        number = cells[2].replace("\u202f", "") if cells else ""
        if number.isdigit():
            found.append((cells[1], int(number), cells[3] == "left out"))
    return found


def test_the_counts_are_those_of_the_tables_and_add_up(site: Path) -> None:
    counts = {what: n for what, n, _ in shown(site)}
    effects = rows("effect_sizes")
    with_effect = {e["reading_id"] for e in effects if e["yi"]}
    reading_of = {e["effect_id"]: e["reading_id"] for e in effects}
    members = [m for m in rows("pool_members") if m["included"] == "true"]
    assert counts["studies"] == len(list((ROOT / "corpus" / "studies").glob("*.yaml")))
    assert counts["printed results read"] == len(rows("readings"))
    assert counts["readings with an effect"] == len(with_effect)
    pooled = len({reading_of[m["effect_id"]] for m in members})
    assert counts["readings in a pooled effect"] == pooled
    assert counts["studies in a pooled effect"] == len({m["study_id"] for m in members})
    left = sum(n for _, n, out in shown(site) if out)
    assert pooled + left == len(rows("readings"))


def test_the_drawing_and_the_table_say_the_same(site: Path) -> None:
    text = (site / "data" / "flow.html").read_text(encoding="utf-8")
    drawn = " ".join(re.findall(r"<text[^>]*>(.*?)</text>", text))
    for what, n, _ in shown(site):
        if what.startswith(("published", "pooled results", "other", "papers", "of these worked")):
            continue  # beside the flow
        assert f"{what}: {n}" in drawn, what
    assert drawn.count("not recorded") >= 3
