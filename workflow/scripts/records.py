"""Adapter: corpus to record tables."""

from pathlib import Path

from _adapter import start_log, tables_in

from extract.checks import apply_checks
from extract.corpus import read_corpus
from extract.corrections import apply_corrections, read_corrections
from extract.flatten import tables_of
from extract.records.tables import load_schema, write_table

log = start_log(snakemake)
root = Path(snakemake.params.corpus)
tables = apply_corrections(
    apply_checks(tables_of(read_corpus(root))), read_corrections(root / "corrections.yaml")
)
for name, path in tables_in(snakemake.output).items():
    log.info("%s: %d rows", name, write_table(tables[name], path, load_schema(name)))
