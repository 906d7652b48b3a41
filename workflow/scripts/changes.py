"""Adapter: the findings now and in each release, and what changed between them."""

from pathlib import Path

from _adapter import start_log, tables_in

from analyses.changes import finding_changes, finding_versions
from analyses.records.releases import read_states, state_of
from analyses.records.schemas_of import EVERY_SCHEMA
from extract.records.tables import load_schemas, read_table, rows_of, write_table

log = start_log(snakemake)
schemas = load_schemas(*EVERY_SCHEMA)
tables = {
    name: rows_of(read_table(path, schemas[name]))
    for name, path in tables_in(snakemake.input.tables).items()
}
states = [*read_states(Path(snakemake.params.releases)), state_of(tables)]
found = {"finding_changes": finding_changes(states), "finding_versions": finding_versions(states)}
for name, path in tables_in(snakemake.output).items():
    log.info("%s: %d rows", name, write_table(found[name], path, schemas[name]))
