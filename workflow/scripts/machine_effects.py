"""Adapter: machine-read contrasts to effects, paper by paper."""

from pathlib import Path

from _adapter import start_log, tables_in

from analyses.machine.effects import Limits, facts_of, paper_effects
from analyses.records.schemas_of import ESTIMATE_SCHEMAS
from extract.records.streams import TableStream, groups, stream_rows
from extract.records.tables import MACHINE_SCHEMAS, load_schema, read_table, rows_of

log = start_log(snakemake)
paths = tables_in(snakemake.input)
terms = rows_of(read_table(paths.pop("terms"), load_schema("terms")))
families = {t["term_id"]: t["parent"] for t in terms if t["vocabulary"] == "outcomes"}
limits = Limits(**snakemake.params.limits)
streams = {
    name: stream_rows(path, load_schema(name, MACHINE_SCHEMAS)) for name, path in paths.items()
}
schema = load_schema("machine_effects", ESTIMATE_SCHEMAS)
with TableStream(Path(snakemake.output[0]), schema) as table:
    for _, paper in groups(streams, "paper_id"):
        facts = facts_of(paper["machine_suggestions"], limits.fact)
        (document,) = paper["machine_documents"]
        for row in paper_effects(document, paper["machine_contrasts"], facts, families, limits):
            table.write(row)
log.info("%d contrasts", table.rows)
