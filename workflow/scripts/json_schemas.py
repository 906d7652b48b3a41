"""Adapter: the record formats as JSON Schema."""

from pathlib import Path

from _adapter import start_log

from extract.__main__ import main

start_log(snakemake)
main(["schemas", str(Path(snakemake.output[0]).parent)])
