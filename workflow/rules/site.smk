"""Write the pages as Markdown, copy the assets, let mkdocs render them, and publish them.

INPUTS   results/tables/*.csv, results/datapackage.json, site/docs, site/theme, mkdocs.yml,
         site/text, corpus/checks/extraction_quality.json, corpus/releases/, CITATION.cff
OUTPUTS  build/docs, build/rendered, build/site
"""


rule pages:
    input:
        tables=expand("results/tables/{table}.csv", table=TABLES),
        package="results/datapackage.json",
        schemas=expand(
            "results/schemas/{name}.schema.json",
            name=["study", "focus_group", "claim"],
        ),
        written=files_of("site/docs", "*.md")
        + files_of(f"site/docs.{config['language']}", "*.md"),
        assets=files_of("site/theme/assets", "*.*"),
        quality=files_of("corpus/checks", "extraction_quality.json"),
        release=str(PROJECT / "CITATION.cff"),  # version, date and address in citations
        styles=files_of("site/hub/csl", "*.csl"),
        text=files_of("site/text", "*.ftl"),
        releases=files_of(CORPUS / "releases", "findings.json", "retired.yaml"),
        reader=str(PROJECT / "extract/papers/model.py"),  # its version
        choice=str(PROJECT / "analyses/selection.py"),  # which effect of a study comes first
    output:
        directory("build/docs"),
    log:
        "logs/pages.log",
    conda:
        "../env.yaml"
    threads: workflow.cores
    params:
        project=lambda wildcards: str(PROJECT),
        releases=lambda wildcards: str(CORPUS / "releases"),
        language=config["language"],
        headline_families=config["headline_families"],
        headline_status=config["headline_status"],
        construct_order=config["construct_order"],
        code=source_digest(
            "site/hub", "extract/records", "analyses/records", "analyses/plots"
        ),
    message:
        "Writing the pages"
    script:
        "../scripts/pages.py"


rule rendered:
    input:
        docs="build/docs",
        settings=str(PROJECT / "mkdocs.yml"),
        overrides=files_of("site/theme/overrides", "*.html"),
        hooks=str(PROJECT / "site/generator_hooks.py"),
        text=files_of("site/text", "*.ftl"),
    output:
        directory("build/rendered"),
    log:
        "logs/rendered.log",
    conda:
        "../env.yaml"
    threads: workflow.cores
    params:
        language=config["language"],
        code=source_digest("site/hub"),
    message:
        "Rendering the pages"
    script:
        "../scripts/rendered.py"


rule publish:
    input:
        "build/rendered",
    output:
        "build/site/index.html",
    log:
        "logs/publish.log",
    conda:
        "../env.yaml"
    params:
        code=source_digest("site/hub"),
    message:
        "Writing the policy of each page and the search index"
    script:
        "../scripts/publish.py"
