"""Where the contracts of the tables are."""

from pathlib import Path

from extract.records.tables import MACHINE_SCHEMAS, SCHEMAS

ESTIMATE_SCHEMAS = Path(__file__).parent / "schemas"
EVERY_SCHEMA = (SCHEMAS, MACHINE_SCHEMAS, ESTIMATE_SCHEMAS)
