# `make help` lists the commands. Needs git, make and Python 3.11.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CORES ?= 2
ARGS ?=
LANGUAGE ?= en
PORT ?= 8000
SNAKEMAKE := $(BIN)/python -m snakemake --profile workflow/profiles/default --cores $(CORES)
export PYTHONHASHSEED := 0
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help hub test check serve picture bench-engine examples bench-papers trace release schemas texts lock clean browser

help:  ## list the commands
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 18

$(VENV)/.installed: requirements.txt requirements-uv.txt
	@echo "Setting up the environment in $(VENV) ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version.split()[0])'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-uv.txt
	@$(BIN)/python -m uv pip install -q --python $(BIN)/python --require-hashes -r requirements.txt
	@touch $@

hub: $(VENV)/.installed  ## read the corpus, pool the evidence, build the site
	@$(BIN)/python workflow/run.py --cores $(CORES) $(ARGS)

serve: hub  ## build the hub and serve it on http://localhost:PORT (default 8000)
	@echo "Serving on http://localhost:$(PORT)  (stop with Ctrl-C)"
	@$(BIN)/python -m http.server $(PORT) --bind 127.0.0.1 --directory build/site

test: hub browser  ## build the hub, then run every check and test
	@$(MAKE) --no-print-directory check
	@$(BIN)/python -m pytest -n $(CORES) --dist loadfile $(ARGS)

check: $(VENV)/.installed  ## linters and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/snakefmt --check Snakefile workflow
	$(BIN)/python -m snakemake --lint

browser: $(VENV)/.installed
	@$(BIN)/python tests/browser/find_chromium.py

bench-engine: $(VENV)/.installed  ## time the statistics beside their peers
	@OMP_NUM_THREADS=1 $(BIN)/python -m benchmarks.engine $(ARGS)

picture: hub browser  ## draw the README's picture again
	@$(BIN)/python -m tests.browser.picture

examples: $(VENV)/.installed  ## write the worked-example papers again from their sources
	@$(BIN)/python -m tests.examples

bench-papers: $(VENV)/.installed  ## a thousand papers, one more, and a run that is killed
	@$(BIN)/python -m benchmarks.incremental $(ARGS)

trace: $(VENV)/.installed  ## walk a number both ways: make trace ID=burnout-individual-controlled
	@$(BIN)/python -m analyses trace $(ID)

release: $(VENV)/.installed  ## freeze the findings as the release that CITATION.cff names
	@$(BIN)/python -m analyses release --commit "$$(git rev-parse --short HEAD)" $(ARGS)

schemas: $(VENV)/.installed  ## write the record formats to build/schemas, for your editor
	@$(BIN)/python -m extract schemas build/schemas

texts: $(VENV)/.installed  ## what a translation lacks: make texts LANGUAGE=fr
	@PYTHONPATH=site $(BIN)/python -m hub.texts $(LANGUAGE)

lock: $(VENV)/.installed  ## make requirements.txt again from requirements.in
	$(BIN)/python -m uv pip compile -q --python-version 3.11.2 --generate-hashes --no-emit-index-url \
	  --no-emit-find-links --no-annotate --no-header requirements.in -o requirements.txt
	echo uv | $(BIN)/python -m uv pip compile -q --python-version 3.11.2 --generate-hashes --no-emit-index-url \
	  --no-emit-find-links --no-annotate --no-header - -o requirements-uv.txt

clean:  ## remove everything that was made (not the environment)
	rm -rf results build logs .snakemake
