"""From the corpus to the published hub. Run it with `make hub`."""

from pathlib import Path
from snakemake.utils import min_version, validate

min_version("9.0")


configfile: str(Path(workflow.basedir) / "config" / "config.yaml")


validate(
    config, str(Path(workflow.basedir) / "workflow" / "schemas" / "config.schema.yaml")
)


include: "workflow/rules/common.smk"
include: "workflow/rules/records.smk"
include: "workflow/rules/estimates.smk"
include: "workflow/rules/papers.smk"
include: "workflow/rules/data.smk"
include: "workflow/rules/site.smk"


rule all:
    default_target: True
    input:
        "build/site/index.html",
        "results/problems.checked",
