"""Adapter: run mkdocs in strict mode on the written pages; its folder appears whole."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from _adapter import start_log

log = start_log(snakemake)
settings = Path(snakemake.input.settings)
out = Path(snakemake.output[0]).resolve()
partial = out.with_name(out.name + ".partial")
local = out.parent / "mkdocs.local.yml"
local.write_text(
    f"INHERIT: {settings}\ndocs_dir: docs\nsite_dir: {partial.name}\n"
    f"theme:\n  language: {snakemake.params.language}\n"
    f"  custom_dir: {settings.parent / 'site' / 'theme' / 'overrides'}\n",
    encoding="utf-8",
)
result = subprocess.run(
    [sys.executable, "-m", "mkdocs", "build", "--strict", "--clean", "-f", str(local)],
    env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
    capture_output=True,
    text=True,
)
log.info(result.stdout + result.stderr)
if result.returncode:
    raise SystemExit(result.stderr)
shutil.rmtree(out, ignore_errors=True)
partial.rename(out)
