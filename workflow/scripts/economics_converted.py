"""Adapter: cost figures to their values in other currencies."""

from pathlib import Path

from _adapter import start_log

from analyses.economics.converted import converted
from analyses.economics.rates import bundled_rates
from analyses.records.schemas_of import ESTIMATE_SCHEMAS
from extract.records.tables import load_schema, read_table, rows_of, write_table

log = start_log(snakemake)
figures = rows_of(read_table(Path(snakemake.input.economics), load_schema("economics")))
rows = converted(figures, snakemake.params.targets, bundled_rates())
schema = load_schema("economics_converted", ESTIMATE_SCHEMAS)
count = write_table(rows, Path(snakemake.output[0]), schema)
log.info("%d rows, %d converted", count, sum("origin" in r for r in rows))
