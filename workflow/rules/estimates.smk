"""Turn readings into effects, effects into findings, and set findings beside each other.

INPUTS   results/tables/{readings,contrasts,outcomes,studies,arms,reviews}.csv
OUTPUTS  results/tables/{effect_sizes,pooled_effects,pool_members,sensitivity,influence}.csv
         results/tables/{level_comparison,comparison}.csv
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
        studies="results/tables/studies.csv",
    output:
        expand("results/tables/{table}.csv", table=FINDING_TABLES),
    log:
        "logs/findings.log",
    conda:
        "../env.yaml"
    params:
        families=config["headline_families"],
        construct_order=config["construct_order"],
        headline_status=config["headline_status"],
        min_studies=config["min_studies"],
        rho=config["rho"],
        rho_alternatives=config["rho_alternatives"],
        certainty=config["certainty"],
        code=source_digest("analyses", "extract/records"),
    message:
        "Pooling: outcome families by level"
    script:
        "../scripts/findings.py"


rule comparisons:
    input:
        pooled="results/tables/pooled_effects.csv",
        members="results/tables/pool_members.csv",
        effects="results/tables/effect_sizes.csv",
        studies="results/tables/studies.csv",
        reviews="results/tables/reviews.csv",
    output:
        level_comparison="results/tables/level_comparison.csv",
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
