"""Read the papers in corpus/papers, in shards; nothing that comes of it is pooled.

INPUTS   corpus/papers/, corpus/taxonomy/, results/tables of the coded studies and of the findings
OUTPUTS  results/papers/shards/{shard}.jsonl, results/papers/cache/ (kept between runs)
         results/tables/machine_*.csv, double_extraction.csv, what_if.csv, review_queue.csv
"""


rule paper_shard:
    input:
        papers=lambda wildcards: [
            p for p in PAPERS_BY_SHARD[wildcards.shard] if is_plain(p)
        ],
        taxonomy=files_of(CORPUS / "taxonomy", "*.yaml"),
    output:
        "results/papers/shards/{shard}.jsonl",
    log:
        "logs/papers/{shard}.log",
    conda:
        "../env.yaml"
    params:
        root=lambda wildcards: str(PAPERS),
        files=lambda wildcards: PAPERS_BY_SHARD[wildcards.shard],
        others=lambda wildcards: [
            Path(p).stat().st_mtime_ns
            for p in PAPERS_BY_SHARD[wildcards.shard]
            if not is_plain(p)
        ],
        cache="results/papers/cache",
        seconds=config["papers"]["seconds"],
        code=source_digest("extract"),
    message:
        "Reading papers, shard {wildcards.shard}"
    script:
        "../scripts/paper_shard.py"


rule paper_tables:
    input:
        shards=expand("results/papers/shards/{shard}.jsonl", shard=PAPERS_BY_SHARD),
        coded=expand(
            "results/tables/{table}.csv",
            table=[
                "references",
                "studies",
                "arms",
                "contrasts",
                "outcomes",
                "readings",
            ],
        ),
    output:
        expand("results/tables/{table}.csv", table=MACHINE_TABLES),
    log:
        "logs/paper_tables.log",
    conda:
        "../env.yaml"
    params:
        code=source_digest("extract"),
    message:
        "Setting machine readings beside the coded studies"
    script:
        "../scripts/paper_tables.py"


rule machine_effects:
    input:
        expand(
            "results/tables/{table}.csv",
            table=[
                "machine_documents",
                "machine_suggestions",
                "machine_contrasts",
                "terms",
            ],
        ),
    output:
        "results/tables/machine_effects.csv",
    log:
        "logs/machine_effects.log",
    conda:
        "../env.yaml"
    params:
        limits=config["what_if"],
        code=source_digest("analyses", "extract/records"),
    message:
        "Computing effects of machine readings, apart from the others"
    script:
        "../scripts/machine_effects.py"


rule review_queue:
    input:
        expand(
            "results/tables/{table}.csv",
            table=[
                "machine_effects",
                "double_extraction",
                "effect_sizes",
                "pooled_effects",
                "pool_members",
            ],
        ),
    output:
        what_if="results/tables/what_if.csv",
        queue="results/tables/review_queue.csv",
    log:
        "logs/review_queue.log",
    conda:
        "../env.yaml"
    params:
        rho=config["rho"],
        code=source_digest("analyses", "extract/records"),
    message:
        "Asking what the machine readings would change, and what to check first"
    script:
        "../scripts/review_queue.py"
