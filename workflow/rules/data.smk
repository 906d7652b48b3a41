"""Describe and validate the published tables; say whether the corpus had problems.

INPUTS   results/tables/*.csv, build/site
OUTPUTS  results/datapackage.json, results/schemas/*.schema.json, results/problems.checked
"""


rule datapackage:
    input:
        expand("results/tables/{table}.csv", table=TABLES),
    output:
        package="results/datapackage.json",
    log:
        "logs/datapackage.log",
    conda:
        "../env.yaml"
    params:
        code=source_digest("analyses/records", "extract/records"),
    message:
        "Validating every table against its contract"
    script:
        "../scripts/datapackage.py"


rule json_schemas:
    output:
        expand(
            "results/schemas/{name}.schema.json",
            name=["study", "focus_group", "claim"],
        ),
    log:
        "logs/json_schemas.log",
    conda:
        "../env.yaml"
    params:
        code=source_digest("extract/records"),
    message:
        "Exporting the record formats for editors"
    script:
        "../scripts/json_schemas.py"


rule problems_checked:
    input:
        problems="results/tables/problems.csv",
        papers="results/tables/machine_documents.csv",
        claims="results/tables/claims.csv",
        pooled="results/tables/pooled_effects.csv",
        site="build/site/index.html",
    output:
        touch("results/problems.checked"),
    log:
        "logs/problems_checked.log",
    conda:
        "../env.yaml"
    params:
        code=source_digest("extract/records", "analyses/records"),
    message:
        "Looking whether any input was refused"
    script:
        "../scripts/problems_checked.py"
