"""Adapter: corpus to record tables."""

from pathlib import Path

from _adapter import start_log, tables_in

from extract.corpus import read_corpus
from extract.corrections import apply_corrections, read_corrections
from extract.flatten import tables_of
from extract.records.tables import load_schema, write_table

log = start_log(snakemake)  # noqa: F821
root = Path(snakemake.params.corpus)  # noqa: F821
tables = apply_corrections(
    tables_of(read_corpus(root)), read_corrections(root / "corrections.yaml")
)
for name, path in tables_in(snakemake.output).items():  # noqa: F821
    log.info("%s: %d rows", name, write_table(tables[name], path, load_schema(name)))
