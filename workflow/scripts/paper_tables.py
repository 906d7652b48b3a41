"""Adapter: shards of readings to the published tables."""

from pathlib import Path

from _adapter import start_log, tables_in

from extract.library.publish import publish
from extract.records.tables import load_schema, read_table, rows_of

log = start_log(snakemake)
coded = {
    name: rows_of(read_table(path, load_schema(name)))
    for name, path in tables_in(snakemake.input.coded).items()
}
shards = [Path(p) for p in snakemake.input.shards]
for name, count in publish(shards, coded, tables_in(snakemake.output)).items():
    log.info("%s: %d rows", name, count)
