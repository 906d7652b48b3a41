"""Adapter: effect sizes to findings."""

from pathlib import Path

from _adapter import start_log, tables_in

from analyses.findings import findings
from analyses.records.schemas_of import ESTIMATE_SCHEMAS
from extract.records.tables import load_schema, read_table, rows_of, write_table

log = start_log(snakemake)
schema = load_schema("effect_sizes", ESTIMATE_SCHEMAS)
effects = rows_of(read_table(Path(snakemake.input.effects), schema))
studies = rows_of(read_table(Path(snakemake.input.studies), load_schema("studies")))
params = snakemake.params
keys = (
    *("construct_order", "headline_status", "min_studies", "rho", "rho_alternatives"),
    "certainty",
)
config = {key: params[key] for key in keys}
outputs = tables_in(snakemake.output)
designs = {s["study_id"]: s["design"] for s in studies}
for name, rows in findings(effects, designs, params.families, config).items():
    path = outputs[name]
    log.info("%s: %d rows", name, write_table(rows, path, load_schema(name, ESTIMATE_SCHEMAS)))
