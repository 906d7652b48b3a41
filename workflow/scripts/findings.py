"""Adapter: effect sizes to findings, with everything that says how far to trust them."""

from pathlib import Path

from _adapter import start_log, tables_in

from analyses.findings import Setting, findings
from analyses.findings.context import overrides_of, risks_of, scales_by_family
from analyses.records.schemas_of import ESTIMATE_SCHEMAS
from extract.records.tables import load_schema, read_table, rows_of, write_table

log = start_log(snakemake)
params = snakemake.params
effects = rows_of(
    read_table(Path(snakemake.input.effects), load_schema("effect_sizes", ESTIMATE_SCHEMAS))
)
tables = {
    name: rows_of(read_table(path, load_schema(name)))
    for name, path in tables_in(snakemake.input.records).items()
}
keys = (
    *("construct_order", "headline_status", "min_studies", "rho", "rho_alternatives"),
    *("certainty", "multiverse"),
)
setting = Setting(
    designs={s["study_id"]: s["design"] for s in tables["studies"]},
    config={key: params[key] for key in keys},
    scales=scales_by_family(tables, params.familiar_scale),
    risks=risks_of(tables["economics"], params.control_risk),
    overrides=overrides_of([Path(p) for p in snakemake.input.judgements]),
)
outputs = tables_in(snakemake.output)
for name, rows in findings(effects, params.families, setting, snakemake.threads).items():
    schema = load_schema(name, ESTIMATE_SCHEMAS)
    log.info("%s: %d rows", name, write_table(rows, outputs[name], schema))
