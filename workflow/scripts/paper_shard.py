"""Adapter: papers of a shard to readings, the new ones in a process of their own."""

from pathlib import Path

from _adapter import start_log

from extract.library.cache import Cache, version_of
from extract.library.pool import Worker
from extract.library.shards import outcomes, write_shard

log = start_log(snakemake)
root = Path(snakemake.params.root)
taxonomy = root.parent / "taxonomy"
cache = Cache(Path(snakemake.params.cache), version_of(taxonomy))
with Worker(taxonomy, snakemake.params.seconds) as worker:
    found = outcomes([Path(p) for p in snakemake.params.files], root, cache, worker)
    write_shard(found, Path(snakemake.output[0]))
