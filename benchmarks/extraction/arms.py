"""How often the group that a question means has the size that annotators typed.

    python -m benchmarks.extraction.arms GOLD [--errors]

GOLD is a folder with ``questions.csv``, ``gold.csv`` and ``papers/`` as JATS. One half of the
papers (by a hash of the name) is for developing, the other is only counted.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import time
from collections import Counter
from pathlib import Path

from extract.documents.jats import read_jats
from extract.papers.arm_equal import people_of_crossover
from extract.papers.arm_match import match_pair
from extract.papers.arms import find_arms, size_of
from extract.papers.matching import abbreviations
from extract.papers.model import ArmFound, Number

Row = dict[str, str]


def main() -> None:
    """Print the shares for both halves, and the wrong ones of the first where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    rows = _rows(arguments.gold)
    papers = sorted({r["paper"] for r in rows})
    counts = {True: Counter[str](), False: Counter[str]()}
    seconds = 0.0
    for paper in papers:
        document = read_jats(arguments.gold / "papers" / paper)
        start = time.perf_counter()
        short = abbreviations(document)
        arms = find_arms(document, short)
        everyone = None if any(map(size_of, arms)) else people_of_crossover(document)
        seconds += time.perf_counter() - start
        mine = [r for r in rows if r["paper"] == paper]
        errors = _count(mine, arms, short, everyone, counts[developed(paper)])
        if arguments.errors and developed(paper):
            _tell(paper, arms, errors)
    for half, name in ((True, "developed on"), (False, "unseen")):
        total = sum(counts[half].values())
        shares = ", ".join(f"{k} {v} ({v / total:.2f})" for k, v in sorted(counts[half].items()))
        print(f"{name}: {total} arms of questions: {shares}")
    print(f"{len(papers)} papers, {1000 * seconds / len(papers):.0f} ms a paper")


def developed(paper: str) -> bool:
    """Whether a paper is of the half to develop on."""
    return int(hashlib.sha256(paper.encode()).hexdigest(), 16) % 2 == 0


def _rows(gold: Path) -> list[Row]:
    with (gold / "gold.csv").open(encoding="utf-8") as handle:
        sizes = {r["id"]: r for r in csv.DictReader(handle)}
    with (gold / "questions.csv").open(encoding="utf-8") as handle:
        return [{**sizes[r["id"]], **r} for r in csv.DictReader(handle)]


def _count(
    rows: list[Row],
    arms: tuple[ArmFound, ...],
    short: dict[str, str],
    everyone: Number | None,
    counts: Counter[str],
) -> list[str]:
    errors: list[str] = []
    for row in rows:
        pair = match_pair(row["intervention"], row["comparator"], arms, short)
        for side, arm in zip(("intervention", "comparator"), pair[:2], strict=True):
            gold = row[f"{side}_group_size"]
            number = size_of(arm) if arm else everyone
            if not gold:
                counts["gold blank, filled" if number else "gold blank, none"] += 1
                continue
            verdict = _verdict(float(gold), arm, number.value if number else None)
            counts[verdict] += 1
            if verdict != "right":
                named = arm.name if arm else None
                size = number.value if number else None
                errors.append(f"  {verdict}: {row[side][:70]!r} is {gold}; {named!r} {size}")
    return list(dict.fromkeys(errors))


def _verdict(gold: float, arm: ArmFound | None, value: float | None) -> str:
    if value is None:
        return "no arm" if arm is None else "arm, no n"
    numbers = _numbers(arm) if arm else ()
    others = {n.value for n in numbers if n}
    if value == gold:
        return "right"
    return "wrong, another n of it right" if gold in others else "wrong"


def _numbers(arm: ArmFound) -> tuple[Number | None, ...]:
    return arm.n_listed, arm.n_analysed, arm.n_baseline, arm.n_randomised, arm.n_completed


def _tell(paper: str, arms: tuple[ArmFound, ...], errors: list[str]) -> None:
    print("ok" if not errors else "--", paper)
    for arm in arms if errors else ():
        sizes = [n and int(n.value) for n in _numbers(arm)]
        print("    arm", repr(arm.name), arm.role, sizes, [a[:40] for a in arm.aliases[1:6]])
        print("       ", [d[:70] for d in arm.descriptions[:3]])
    print("\n".join(errors)) if errors else None


if __name__ == "__main__":
    main()
