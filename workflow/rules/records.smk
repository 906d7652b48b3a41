"""Read the corpus into tables; every problem becomes a row.

INPUTS   corpus/
OUTPUTS  results/tables/{table}.csv for each record table
"""


rule records:
    input:
        corpus_files(),
    output:
        expand("results/tables/{table}.csv", table=RECORD_TABLES),
    log:
        "logs/records.log",
    conda:
        "../env.yaml"
    params:
        # A function: the folder is where the input is, not a prefix that snakemake should stage.
        corpus=lambda wildcards: str(CORPUS),
        names=corpus_digest(),
        code=source_digest("extract"),
    message:
        "Reading the corpus: studies, voices, claims, references, costs, reviews"
    script:
        "../scripts/records.py"
