"""Adapter: readings to effect sizes."""

from pathlib import Path

from _adapter import start_log

from analyses.effects import effect_rows
from analyses.records.contexts import contexts_of
from analyses.records.schemas_of import ESTIMATE_SCHEMAS
from extract.records.tables import load_schema, read_table, rows_of, write_table

log = start_log(snakemake)
tables = {
    name: rows_of(read_table(Path(path), load_schema(name)))
    for name, path in snakemake.input.items()
}
rows = effect_rows(tables["readings"], contexts_of(tables))
schema = load_schema("effect_sizes", ESTIMATE_SCHEMAS)
write_table(rows, Path(snakemake.output[0]), schema)
log.info(
    "%d readings, %d effects, %d with a reason for none",
    len(tables["readings"]),
    sum(r.get("yi") is not None for r in rows),
    sum(r.get("yi") is None for r in rows),
)
