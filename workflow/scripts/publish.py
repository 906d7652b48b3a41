"""Adapter: rendered pages to the site, with its policy and its search."""

from pathlib import Path

from _adapter import start_log

from hub.publish import publish

log = start_log(snakemake)
out = Path(snakemake.output[0]).parent.resolve()
log.info("%d entries in the search", publish(Path(snakemake.input[0]).resolve(), out))
