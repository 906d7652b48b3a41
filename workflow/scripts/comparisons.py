"""Adapter: findings beside each other, and beside published reviews."""

from pathlib import Path

from _adapter import start_log

from analyses.comparison import beside_reviews
from analyses.findings.levels import level_comparison
from analyses.findings.profiles import level_profiles
from analyses.records.schemas_of import ESTIMATE_SCHEMAS
from extract.records.tables import load_schema, read_table, rows_of, write_table

log = start_log(snakemake)
given = snakemake.input


def rows(path, name, folder=ESTIMATE_SCHEMAS):
    """Return the rows of a table."""
    return rows_of(read_table(Path(path), load_schema(name, folder)))


pooled = rows(given.pooled, "pooled_effects")
members = rows(given.members, "pool_members")
effects = {e["effect_id"]: e for e in rows(given.effects, "effect_sizes")}
studies = rows_of(read_table(Path(given.studies), load_schema("studies")))
reviews = rows_of(read_table(Path(given.reviews), load_schema("reviews")))
designs = {s["study_id"]: s["design"] for s in studies}
described = {
    "effect_sizes": list(effects.values()),
    "studies": studies,
    **{
        name: rows_of(read_table(Path(getattr(given, name)), load_schema(name)))
        for name in ("arms", "contrasts")
    },
}
results = {
    "level_comparison": level_comparison(
        pooled,
        members,
        effects,
        designs,
        snakemake.params.rules,
    ),
    "level_profiles": level_profiles(
        pooled, members, described, snakemake.params.rules["few_studies"]
    ),
    "comparison": beside_reviews(reviews, pooled),
}
for name, found in results.items():
    path = Path(getattr(snakemake.output, name))
    log.info("%s: %d rows", name, write_table(found, path, load_schema(name, ESTIMATE_SCHEMAS)))
