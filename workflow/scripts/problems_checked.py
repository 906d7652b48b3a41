"""Adapter: fail, after the site is built, when an input was refused."""

from pathlib import Path

from _adapter import start_log

from extract.records.tables import load_schema, read_table, rows_of

log = start_log(snakemake)
problems = rows_of(read_table(Path(snakemake.input.problems), load_schema("problems")))
errors = [p for p in problems if p["severity"] == "error"]
lines = [
    f"{p['file']}: {p['entry'] or ''}: {p['field'] or ''}: found {p['found']}; "
    f"expected {p['expected']}"
    for p in errors
]
for line in lines:
    log.error(line)
if errors:
    raise SystemExit(
        "\n".join(
            [
                f"{len(errors)} problems in the corpus (the site is built without these "
                "entries, see data/problems.html):",
                *lines,
            ]
        )
    )
log.info("no errors, %d warnings", len(problems))
