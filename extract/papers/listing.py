"""A reading as text for a person at a terminal: everything found, each with its place."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from extract.documents.model import DocumentError
from extract.papers.model import ContrastFound, Number, PaperReading, Quote, TestFound
from extract.papers.read import read_paper
from extract.papers.serial import to_json
from extract.taxonomy import load_taxonomy


def add_study_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``study PAPER [--json]``."""
    study = commands.add_parser("study", help="everything found in a paper, with its places")
    study.add_argument("paper", type=Path, metavar="PAPER")
    study.add_argument("--json", action="store_true", help="as JSON")
    study.add_argument("--corpus", type=Path, default=Path("corpus"), help="default: corpus")
    study.set_defaults(run=show_study)


def show_study(args: argparse.Namespace) -> int:
    """Print a paper's reading; fail when it cannot be read."""
    taxonomy, _ = load_taxonomy(args.corpus / "taxonomy", args.corpus)
    try:
        reading = read_paper(args.paper, taxonomy)
    except DocumentError as err:
        print(f"{args.paper}: {err}", file=sys.stderr)
        return 1
    print(to_json(reading, indent=1) if args.json else "\n".join(lines_of(reading)))
    return 0


def lines_of(reading: PaperReading) -> Iterator[str]:
    """Yield a reading line by line."""
    front = reading.front
    yield front.title or "no title found"
    if reading.is_example:
        yield "WORKED EXAMPLE: its data are invented"
    yield f"{reading.kind}, {reading.reader}; {reading.extractor}; NOT CHECKED by a person"
    for name in ("doi", "pmid", "pmcid"):
        if getattr(front, name):
            yield f"{name}: {getattr(front, name)}"
    for problem in reading.problems:
        page = "" if problem.page is None else f" (page {problem.page})"
        yield f"to know: {problem.what}{page}"
    yield from _facts(reading)
    yield f"\n{len(reading.contrasts)} comparisons"
    for contrast in reading.contrasts:
        yield from _contrast(contrast)
    yield f"\n{len(reading.tests)} tests in sentences"
    yield from (_test(t) for t in reading.tests)


def _facts(reading: PaperReading) -> Iterator[str]:
    yield f"\n{len(reading.suggestions)} facts of the study"
    for s in reading.suggestions:
        arm = f" ({s.arm})" if s.arm else ""
        yield f"- {s.field}{arm}: {s.value}  [{_percent(s.confidence)}] {_place(s.quotes[0])}"
    yield f"\n{len(reading.arms)} groups"
    for a in reading.arms:
        sizes = [
            f"{label} {n.printed}"
            for label, n in (
                ("randomised", a.n_randomised),
                ("analysed", a.n_analysed),
                ("completed", a.n_completed),
                ("listed", a.n_listed),
                ("at the start", a.n_baseline),
            )
            if n is not None
        ]
        yield f"- {a.name}, {a.role or 'role not known'} {', '.join(sizes)}".rstrip()


def _contrast(c: ContrastFound) -> Iterator[str]:
    what = c.construct or "outcome not recognised"
    time = c.time_label or c.timing or "time not stated"
    yield f"\n- {c.outcome} ({what}), {time}, {c.kind} scores  [{_percent(c.confidence)}]"
    yield f"  1: {c.arm1}; 2: {c.arm2}" + (", adjusted" if c.adjusted else "")
    for name, number in c.statistics.items():
        yield f"  {name:7}{_number(number)}"
    yield from (f"  look at: {flag}" for flag in c.flags)


def _number(n: Number) -> str:
    way = f" computed ({n.formula}): {n.value:g}" if n.origin == "computed" else ""
    return f"{n.printed}{way}  {_place(n.quote)}"


def _place(quote: Quote) -> str:
    place = quote.place
    at = f", page {place.page}" if place.page is not None else ""
    return f'<{quote.source}{at}: "{quote.words}">'


def _test(t: TestFound) -> str:
    df = ", ".join(f"{d:g}" for d in (t.df1, t.df2) if d is not None)
    text = f"- {t.statistic}({df}) {t.comparison} {t.value:g}"
    if t.p is not None:
        text += f", p {t.p_comparison} {t.p:g}"
    verdict = {True: "p fits", False: "p does NOT fit", None: "cannot be checked"}[t.consistent]
    computed = "" if t.p_computed is None else f", computed {t.p_computed:.3g}"
    return f"{text}: {verdict}{computed}  {_place(t.quote)}"


def _percent(confidence: float) -> str:
    return f"{100 * confidence:.0f} of 100"
