"""Commands: trace a number, run reference cases, freeze a release, check citations."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import yaml

from analyses.citations_check import check_citations
from analyses.machine.trace import trace_contrast
from analyses.records.releases import read_tables, state_of, write_state
from analyses.records.schemas_of import ESTIMATE_SCHEMAS
from analyses.reference.runner import run_reference, table
from analyses.trace import TraceError, load_tables, pages_showing, trace
from extract.records.tables import load_schema, read_table, rows_of

TABLES = Path("results/tables")


def main(argv: list[str] | None = None) -> int:
    """Run a command and return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m analyses", description=__doc__)
    commands = parser.add_subparsers(required=True, dest="command")
    walk = commands.add_parser("trace", help="walk a published number back and forward")
    walk.add_argument("ident", nargs="?", default="", metavar="ID")
    walk.add_argument("--tables", type=Path, default=TABLES)
    walk.add_argument("--docs", type=Path, default=Path("build/docs"))
    walk.set_defaults(run=walk_back)
    ref = commands.add_parser("reference", help="run reference cases of R and compare")
    ref.add_argument("folder", type=Path, metavar="DIR")
    ref.add_argument("--out", type=Path, required=True, help="folder for our results")
    ref.add_argument("--show", type=int, default=20, help="open differences shown a section")
    ref.set_defaults(run=reference)
    frozen = commands.add_parser("release", help="freeze the findings as the release to cite")
    frozen.add_argument("--citation", type=Path, default=Path("CITATION.cff"))
    frozen.add_argument("--tables", type=Path, default=TABLES)
    frozen.add_argument("--out", type=Path, default=Path("corpus/releases"))
    frozen.add_argument("--note", default="", help="what a reader must know of it as a whole")
    frozen.add_argument("--commit", default="", help="state of the history it was computed from")
    frozen.set_defaults(run=release)
    check = commands.add_parser("check-citations", help="is what a text cites still the answer?")
    check.add_argument("file", type=Path, metavar="FILE")
    check.add_argument("--tables", type=Path, default=TABLES)
    check.set_defaults(run=citations)
    args = parser.parse_args(argv)
    status: int = args.run(args)
    return status


def reference(args: argparse.Namespace) -> int:
    """Run the reference cases; fail when a difference is not explained."""
    tallies = run_reference(args.folder, args.out)
    print(table(tallies, args.show))
    return 1 if any(t.open for t in tallies.values()) else 0


def release(args: argparse.Namespace) -> int:
    """Freeze the findings as the release that ``CITATION.cff`` names."""
    if not args.tables.exists():
        return no_tables(args.tables)
    named = yaml.safe_load(args.citation.read_text(encoding="utf-8"))
    state = state_of(
        read_tables(args.tables),
        version=str(named["version"]),
        date=str(named["date-released"]),
        commit=args.commit,
        note=args.note,
    )
    try:
        path = write_state(state, args.out)
    except FileExistsError as err:
        print(err, file=sys.stderr)
        return 1
    print(f"{path}: {len(state.findings)} findings of release {state.version}, {state.date}")
    return 0


def citations(args: argparse.Namespace) -> int:
    """Print how each finding cited in a file stands; fail when one is not current."""
    path = args.tables / "finding_versions.csv"
    if not path.exists():
        return no_tables(args.tables)
    rows = rows_of(read_table(path, load_schema("finding_versions", ESTIMATE_SCHEMAS)))
    found = check_citations(args.file.read_text(encoding="utf-8", errors="replace"), rows)
    for c in found:
        print(f"{c.standing}: {c.finding_id} {c.version or '(no version)'}: {c.account}")
        if c.present_version and c.present_version != c.version:
            print(f"  the present version is {c.present_version}")
    if not found:
        print("no identifier of a finding was found")
    return 0 if all(c.standing == "current" for c in found) else 1


def no_tables(folder: Path) -> int:
    """Say that the hub was not made yet."""
    print(f"{folder}: no tables yet; run make hub first", file=sys.stderr)
    return 1


def walk_back(args: argparse.Namespace) -> int:
    """Print the walk of one identifier."""
    if not args.ident:
        print("give an identifier: make trace ID=burnout-individual-controlled", file=sys.stderr)
        return 2
    if not args.tables.exists():
        return no_tables(args.tables)
    read = trace_contrast(args.ident, args.tables)
    if read is not None:
        pages = pages_showing(args.ident, args.docs)
        print("\n".join([*read, f"shown on {len(pages)} pages:", *(f"  {p}" for p in pages)]))
        return 0
    try:
        print("\n".join(trace(args.ident, load_tables(args.tables), args.docs)))
    except TraceError as err:
        print(err, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
