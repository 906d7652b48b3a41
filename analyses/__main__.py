"""Commands: ``python -m analyses trace ID`` and ``python -m analyses reference DIR --out OUT``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from analyses.machine.trace import trace_contrast
from analyses.reference.runner import run_reference, table
from analyses.trace import TraceError, load_tables, pages_showing, trace


def main(argv: list[str] | None = None) -> int:
    """Run a command and return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m analyses", description=__doc__)
    commands = parser.add_subparsers(required=True, dest="command")
    walk = commands.add_parser("trace", help="walk a published number back and forward")
    walk.add_argument("ident", nargs="?", default="", metavar="ID")
    walk.add_argument("--tables", type=Path, default=Path("results/tables"))
    walk.add_argument("--docs", type=Path, default=Path("build/docs"))
    ref = commands.add_parser("reference", help="run reference cases of R and compare")
    ref.add_argument("folder", type=Path, metavar="DIR")
    ref.add_argument("--out", type=Path, required=True, help="folder for our results")
    ref.add_argument("--show", type=int, default=20, help="open differences shown a section")
    args = parser.parse_args(argv)
    if args.command == "reference":
        return reference(args)
    return walk_back(args)


def reference(args: argparse.Namespace) -> int:
    """Run the reference cases; fail when a difference is not explained."""
    tallies = run_reference(args.folder, args.out)
    print(table(tallies, args.show))
    return 1 if any(t.open for t in tallies.values()) else 0


def walk_back(args: argparse.Namespace) -> int:
    """Print the walk of one identifier."""
    if not args.ident:
        print("give an identifier: make trace ID=burnout-individual-controlled", file=sys.stderr)
        return 2
    if not args.tables.exists():
        print(f"{args.tables}: no tables yet; run make hub first", file=sys.stderr)
        return 1
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
