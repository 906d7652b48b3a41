"""Adapter: tables to the Markdown tree that mkdocs renders."""

from pathlib import Path

from _adapter import start_log, tables_in

from analyses.selection import rank
from extract.papers.model import EXTRACTOR
from hub.explorer import Choice
from hub.tree import write_tree

log = start_log(snakemake)
orders = snakemake.params.construct_order
count = write_tree(
    tables_in(snakemake.input.tables),
    project=Path(snakemake.params.project),
    package=Path(snakemake.input.package),
    schemas=[Path(p) for p in snakemake.input.schemas],
    headline_families=list(snakemake.params.headline_families),
    quality=Path(snakemake.params.project) / "corpus" / "checks" / "extraction_quality.json",
    extractor=EXTRACTOR,
    choice=Choice(
        order=lambda effect: rank(effect, orders.get(effect["outcome_family"], [])),
        headline_status=snakemake.params.headline_status,
    ),
    releases=Path(snakemake.params.releases),
    language=snakemake.params.language,
    out=Path(snakemake.output[0]),
    processes=snakemake.threads,
)
log.info("%d pages", count)
