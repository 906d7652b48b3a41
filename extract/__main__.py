"""Commands: ``python -m extract import-sheet | check | schemas``."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import yaml

from extract.answers.files import answer_files
from extract.coding import studies_from_rows
from extract.corpus import read_corpus
from extract.focus_groups.command import add_focus_group_command
from extract.papers.listing import add_study_command
from extract.records.study import Study
from extract.records.voices import Claim, Voice
from extract.sheets import ImportReport, read_mapping, read_sheet
from extract.taxonomy import load_taxonomy

HEADER = "# yaml-language-server: $schema=../../build/schemas/study.schema.json\n"


def main(argv: list[str] | None = None) -> int:
    """Run a command and return its exit status: 0, or 1 when there was a problem."""
    args = _parser().parse_args(argv)
    try:
        status: int = args.run(args)
    except (OSError, ValueError) as err:
        print(err, file=sys.stderr)
        return 1
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m extract", description=__doc__)
    commands = parser.add_subparsers(required=True)
    sheet = commands.add_parser("import-sheet", help="a data-extraction sheet to coded studies")
    sheet.add_argument("sheets", nargs="+", type=Path, metavar="SHEET", help="CSV or XLSX")
    sheet.add_argument("--mapping", required=True, type=Path, help="YAML column mapping")
    sheet.add_argument("--decisions", type=Path, help="folder with decisions-<sheet>.csv")
    sheet.add_argument("--corpus", type=Path, default=Path("corpus"), help="default: corpus")
    sheet.add_argument("--out", type=Path, help="default: <corpus>/studies")
    sheet.add_argument("--report", type=Path, help="also write the report to this file")
    sheet.add_argument("--replace", action="store_true", help="overwrite studies that exist")
    sheet.set_defaults(run=import_sheet)
    check = commands.add_parser("check", help="every problem of a corpus, in one run")
    check.add_argument("corpus", type=Path, nargs="?", default=Path("corpus"))
    check.set_defaults(run=check_corpus)
    schemas = commands.add_parser("schemas", help="JSON Schemas, for editors")
    schemas.add_argument("out", type=Path, nargs="?", default=Path("build/schemas"))
    schemas.set_defaults(run=write_schemas)
    asked = commands.add_parser("answer", help="numbers of papers for given questions")
    asked.add_argument("--papers", required=True, type=Path, metavar="DIR")
    asked.add_argument("--questions", required=True, type=Path, metavar="CSV")
    asked.add_argument("--out", required=True, type=Path, metavar="CSV")
    asked.set_defaults(run=answer_questions)
    add_study_command(commands)
    add_focus_group_command(commands)
    return parser


def answer_questions(args: argparse.Namespace) -> int:
    """Answer a file of questions; fail when a paper could not be read."""
    n, problems = answer_files(args.papers, args.questions, args.out)
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{n} questions answered in {args.out}")
    return 1 if problems else 0


def import_sheet(args: argparse.Namespace) -> int:
    """Write one coded study a file; report what could not be mapped."""
    mapping = read_mapping(args.mapping)
    taxonomy, problems = load_taxonomy(args.corpus / "taxonomy", args.corpus)
    report = ImportReport(problems=problems)
    rows = []
    for sheet in args.sheets:
        decisions = args.decisions / f"decisions-{sheet.stem}.csv" if args.decisions else None
        rows += read_sheet(sheet, mapping, report, decisions)
    studies = studies_from_rows(rows, taxonomy, report)
    out = args.out or args.corpus / "studies"
    out.mkdir(parents=True, exist_ok=True)
    kept = 0
    for study in studies:
        path = out / f"{study.study_id}.yaml"
        if path.exists() and not args.replace:
            kept += 1
            continue
        path.write_text(HEADER + dump(study), encoding="utf-8")
    lines = report.lines()
    lines[0] += f"; {len(studies) - kept} studies written, {kept} left as they were"
    print("\n".join(lines))
    if args.report:
        args.report.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 1 if any(p.severity == "error" for p in report.problems) else 0


def dump(study: Study) -> str:
    """Return a study as YAML, without the fields that hold their defaults."""
    data = study.model_dump(mode="json", exclude_defaults=True)
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=100)


def check_corpus(args: argparse.Namespace) -> int:
    """Print every problem; fail when one is an error."""
    corpus = read_corpus(args.corpus)
    for problem in corpus.problems:
        print(problem)
    errors = sum(p.severity == "error" for p in corpus.problems)
    print(
        f"{len(corpus.studies)} studies, {len(corpus.voices)} voices, {len(corpus.claims)} "
        f"claims, {len(corpus.references)} references: {errors} errors, "
        f"{len(corpus.problems) - errors} warnings"
    )
    return 1 if errors else 0


def write_schemas(args: argparse.Namespace) -> int:
    """Write the JSON Schema of each record that a person writes."""
    args.out.mkdir(parents=True, exist_ok=True)
    for name, model in (("study", Study), ("focus_group", Voice), ("claim", Claim)):
        text = json.dumps(model.model_json_schema(), indent=1, sort_keys=True)
        (args.out / f"{name}.schema.json").write_text(text + "\n", encoding="utf-8")
    print(f"schemas written to {args.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
