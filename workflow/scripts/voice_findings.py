"""Adapter: themes to qualitative findings, their confidence, and the numbers beside them."""

from pathlib import Path

from _adapter import start_log, tables_in

from analyses.records.schemas_of import ESTIMATE_SCHEMAS
from analyses.voices.confidence import decisions_of
from analyses.voices.table import voice_tables
from extract.records.tables import load_schema, read_table, rows_of, write_table

log = start_log(snakemake)
tables = {
    name: rows_of(read_table(path, load_schema(name)))
    for name, path in tables_in(snakemake.input.records).items()
}
pooled = load_schema("pooled_effects", ESTIMATE_SCHEMAS)
tables["pooled_effects"] = rows_of(read_table(Path(snakemake.input.pooled), pooled))
decisions = decisions_of([Path(p) for p in snakemake.input.judgements])
outputs = tables_in(snakemake.output)
for name, rows in voice_tables(tables, snakemake.params.rules, decisions).items():
    schema = load_schema(name, ESTIMATE_SCHEMAS)
    log.info("%s: %d rows", name, write_table(rows, outputs[name], schema))
