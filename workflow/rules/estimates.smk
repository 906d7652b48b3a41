"""Turn readings into effects, effects into findings, and set findings beside each other and voices.

INPUTS   results/tables/{readings,contrasts,outcomes,studies,arms,reviews,themes,economics}.csv,
         corpus/releases/
OUTPUTS  results/tables/{effect_sizes,pooled_effects,pool_members,sensitivity,influence}.csv
         results/tables/{level_comparison,level_profiles,comparison}.csv
         results/tables/{voice_findings,voice_themes,voices_beside,economics_converted}.csv
         results/tables/{finding_changes,finding_versions}.csv
"""


rule effect_sizes:
    input:
        readings="results/tables/readings.csv",
        contrasts="results/tables/contrasts.csv",
        outcomes="results/tables/outcomes.csv",
        studies="results/tables/studies.csv",
        arms="results/tables/arms.csv",
    output:
        "results/tables/effect_sizes.csv",
    log:
        "logs/effect_sizes.log",
    conda:
        "../env.yaml"
    params:
        code=source_digest("analyses", "extract/records"),
    message:
        "Computing effect sizes"
    script:
        "../scripts/effect_sizes.py"


rule findings:
    input:
        effects="results/tables/effect_sizes.csv",
        records=expand(
            "results/tables/{table}.csv",
            table=[
                "studies",
                "readings",
                "contrasts",
                "outcomes",
                "terms",
                "economics",
            ],
        ),
        judgements=[f for f in corpus_files() if f.endswith("certainty.yaml")],
    output:
        expand("results/tables/{table}.csv", table=FINDING_TABLES),
    log:
        "logs/findings.log",
    conda:
        "../env.yaml"
    threads: workflow.cores
    params:
        families=config["headline_families"],
        construct_order=config["construct_order"],
        headline_status=config["headline_status"],
        min_studies=config["min_studies"],
        rho=config["rho"],
        rho_alternatives=config["rho_alternatives"],
        certainty=config["certainty"],
        multiverse=config["multiverse"],
        familiar_scale=config["familiar_scale"],
        control_risk=config["control_risk"],
        code=source_digest("analyses", "extract/records"),
    message:
        "Pooling every question, and asking how far to trust each answer"
    script:
        "../scripts/findings.py"


rule comparisons:
    input:
        pooled="results/tables/pooled_effects.csv",
        members="results/tables/pool_members.csv",
        effects="results/tables/effect_sizes.csv",
        studies="results/tables/studies.csv",
        arms="results/tables/arms.csv",
        contrasts="results/tables/contrasts.csv",
        reviews="results/tables/reviews.csv",
    output:
        level_comparison="results/tables/level_comparison.csv",
        level_profiles="results/tables/level_profiles.csv",
        comparison="results/tables/comparison.csv",
    log:
        "logs/comparisons.log",
    conda:
        "../env.yaml"
    params:
        rules={**config["comparison"], "rho": config["rho"]},
        code=source_digest("analyses", "extract/records"),
    message:
        "Comparing levels, and our findings with published reviews"
    script:
        "../scripts/comparisons.py"


rule voice_findings:
    input:
        records=expand("results/tables/{table}.csv", table=["themes", "terms", "arms"]),
        pooled="results/tables/pooled_effects.csv",
        judgements=[f for f in corpus_files() if f.endswith("confidence.yaml")],
    output:
        expand("results/tables/{table}.csv", table=VOICE_TABLES),
    log:
        "logs/voice_findings.log",
    conda:
        "../env.yaml"
    params:
        rules={
            **config["voice_confidence"],
            "important": config["certainty"]["important"],
        },
        code=source_digest("analyses/voices", "analyses/records", "extract/records"),
    message:
        "Grouping what voices say, and setting the numbers beside it"
    script:
        "../scripts/voice_findings.py"


rule economics_converted:
    input:
        economics="results/tables/economics.csv",
        locked=str(PROJECT / "requirements.txt"),  # the library brings the exchange rates
    output:
        "results/tables/economics_converted.csv",
    log:
        "logs/economics_converted.log",
    conda:
        "../env.yaml"
    params:
        targets=config["currencies"],
        code=source_digest("analyses/economics", "analyses/records", "extract/records"),
    message:
        "Converting costs into other currencies of the same year"
    script:
        "../scripts/economics_converted.py"


rule changes:
    input:
        tables=expand(
            "results/tables/{table}.csv",
            table=[
                "pooled_effects",
                "pool_members",
                "effect_sizes",
                "studies",
                "terms",
            ],
        ),
        releases=files_of(CORPUS / "releases", "findings.json"),
    output:
        expand("results/tables/{table}.csv", table=CHANGE_TABLES),
    log:
        "logs/changes.log",
    conda:
        "../env.yaml"
    params:
        releases=lambda wildcards: str(CORPUS / "releases"),
        code=source_digest("analyses", "extract/records"),
    message:
        "Comparing the findings with those of each release"
    script:
        "../scripts/changes.py"
