"""Adapter: fail, after the site is built, when an input was refused."""

from pathlib import Path

from _adapter import start_log

from analyses.records.lost import lost_findings
from analyses.records.schemas_of import ESTIMATE_SCHEMAS
from extract.records.streams import stream_rows
from extract.records.tables import MACHINE_SCHEMAS, load_schema, read_table, rows_of

log = start_log(snakemake)
problems = rows_of(read_table(Path(snakemake.input.problems), load_schema("problems")))
claims = rows_of(read_table(Path(snakemake.input.claims), load_schema("claims")))
pooled = rows_of(
    read_table(Path(snakemake.input.pooled), load_schema("pooled_effects", ESTIMATE_SCHEMAS))
)
problems += lost_findings(claims, {f["finding_id"] for f in pooled})
errors = [p for p in problems if p["severity"] == "error"]
lines = [
    f"{p['file']}: {p['entry'] or ''}: {p['field'] or ''}: found {p['found']}; "
    f"expected {p['expected']}"
    for p in errors
]
papers = stream_rows(
    Path(snakemake.input.papers), load_schema("machine_documents", MACHINE_SCHEMAS)
)
lines += [f"papers/{p['files']}: {p['problem']}" for p in papers if p["status"] == "not_read"]
for line in lines:
    log.error(line)
if lines:
    raise SystemExit(
        "\n".join(
            [
                f"{len(lines)} problems in the corpus (the site is built without these "
                "entries, see data/problems.html):",
                *lines,
            ]
        )
    )
log.info("no errors, %d warnings", len(problems))
