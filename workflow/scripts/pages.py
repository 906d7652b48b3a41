"""Adapter: tables to the Markdown tree that mkdocs renders."""

from pathlib import Path

from _adapter import start_log, tables_in

from hub.tree import write_tree

log = start_log(snakemake)  # noqa: F821
count = write_tree(
    tables_in(snakemake.input.tables),  # noqa: F821
    project=Path(snakemake.params.project),  # noqa: F821
    package=Path(snakemake.input.package),  # noqa: F821
    schemas=[Path(p) for p in snakemake.input.schemas],  # noqa: F821
    headline_families=list(snakemake.params.headline_families),  # noqa: F821
    out=Path(snakemake.output[0]),  # noqa: F821
)
log.info("%d pages", count)
