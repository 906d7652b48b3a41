"""Adapter: run mkdocs in strict mode on the written pages."""

import os
import subprocess
import sys
from pathlib import Path

from _adapter import start_log

log = start_log(snakemake)
settings = Path(snakemake.input.settings)
site = Path(snakemake.output[0]).parent.resolve()
local = Path(snakemake.input.docs).resolve().parent / "mkdocs.local.yml"
local.write_text(
    f"INHERIT: {settings}\ndocs_dir: docs\nsite_dir: site\n"
    f"theme:\n  custom_dir: {settings.parent / 'site' / 'theme' / 'overrides'}\n",
    encoding="utf-8",
)
result = subprocess.run(
    [sys.executable, "-m", "mkdocs", "build", "--strict", "--clean", "-f", str(local), "-d", site],
    env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
    capture_output=True,
    text=True,
)
log.info(result.stdout + result.stderr)
if result.returncode:
    raise SystemExit(result.stderr)
