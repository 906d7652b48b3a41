"""Adapter: what the machine readings would change, and what to look at first."""

from pathlib import Path

from _adapter import start_log, tables_in

from analyses.machine.queue import contrast_entries, difference_entries, ranked
from analyses.machine.what_if import by_finding, what_if_rows
from analyses.records.schemas_of import ESTIMATE_SCHEMAS
from extract.records.streams import TableStream, stream_rows
from extract.records.tables import MACHINE_SCHEMAS, load_schema, write_table

log = start_log(snakemake)
paths = tables_in(snakemake.input)


def rows(name, folder=ESTIMATE_SCHEMAS):
    """Return the rows of a table, one by one."""
    return stream_rows(paths[name], load_schema(name, folder))


findings = {f["finding_id"]: f for f in rows("pooled_effects")}
effects = {e["effect_id"]: e for e in rows("effect_sizes")}
inside, members = {}, {}
for m in rows("pool_members"):
    members.setdefault(m["effect_id"], []).append(m)
    if m["included"]:
        inside.setdefault(m["finding_id"], []).append(effects[m["effect_id"]])
machine = by_finding(rows("machine_effects"), findings)
what_if = what_if_rows(machine, findings, inside, snakemake.params.rho)
count = write_table(
    what_if, Path(snakemake.output.what_if), load_schema("what_if", ESTIMATE_SCHEMAS)
)
log.info("what_if: %d rows", count)

double = list(rows("double_extraction", MACHINE_SCHEMAS))
compared = {r["machine_contrast_id"] for r in double}
read = {
    e["machine_contrast_id"]: e
    for e in rows("machine_effects")
    if e["machine_contrast_id"] in compared
}
first = {e["reading_id"]: e for e in effects.values() if e["effect_id"] == e["reading_id"]}
entries = [
    *difference_entries(double, read, first, members),
    *contrast_entries(rows("machine_effects"), findings),
]
schema = load_schema("review_queue", ESTIMATE_SCHEMAS)
with TableStream(Path(snakemake.output.queue), schema, ordered=False) as table:
    for entry in ranked(entries):
        table.write(entry)
log.info("review_queue: %d rows", table.rows)
