"""Adapter: run mkdocs in strict mode on the written pages; its folder appears whole."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import yaml
from _adapter import start_log

from hub.settings import in_words
from hub.texts import Texts

log = start_log(snakemake)
settings = Path(snakemake.input.settings)
out = Path(snakemake.output[0]).resolve()
partial = out.with_name(out.name + ".partial")
local = out.parent / "mkdocs.local.yml"
language = snakemake.params.language
words = in_words(yaml.safe_load(settings.read_text(encoding="utf-8")), Texts(language))
here = {
    "INHERIT": str(settings),
    "docs_dir": "docs",
    "site_dir": partial.name,
    "hooks": [str(snakemake.input.hooks)],
    "theme": {
        "language": language,
        "custom_dir": str(settings.parent / "site" / "theme" / "overrides"),
    },
}
words["extra"]["processes"] = snakemake.threads
local.write_text(yaml.safe_dump(here | words, allow_unicode=True), encoding="utf-8")
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
