"""Adapter: describe the tables as a Frictionless data package, and validate them all."""

from pathlib import Path

from _adapter import start_log, tables_in

from analyses.records.schemas_of import EVERY_SCHEMA
from extract.package import validate_package, write_package
from extract.records.tables import load_schemas

log = start_log(snakemake)
target = Path(snakemake.output.package)
write_package(
    tables_in(snakemake.input),
    load_schemas(*EVERY_SCHEMA),
    target,
)
errors = validate_package(target)
for error in errors:
    log.error(error)
if errors:
    target.unlink()
    raise SystemExit("\n".join(errors))
log.info("valid")
