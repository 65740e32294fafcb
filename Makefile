# Two commands are enough: `make run` and `make test`. `make help` lists the rest.
PORT ?= 8000
HOST ?= 127.0.0.1
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt
POT := --no-wrap --sort-by-file

.DEFAULT_GOAL := help
.PHONY: help run setup setup-dev packages test check lint types content i18n schema screenshots audit bench wheel clean

help: ## list the commands
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /|/' | awk -F'|' '{printf "  %-12s %s\n", $$1, $$2}'

run: setup ## install, prepare the database and serve on http://127.0.0.1:8000
	$(BIN)/ev-scan prepare
	$(BIN)/ev-scan serve --host $(HOST) --port $(PORT)

setup: $(VENV)/.installed

$(VENV)/.installed: pyproject.toml constraints.txt hatch_build.py
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) -e .
	touch $@

setup-dev: $(VENV)/.installed-dev

$(VENV)/.installed-dev: $(VENV)/.installed
	$(PIP) -e '.[dev,postgres,redis,oidc]'
	touch $@

packages: ## install the Debian packages that tests need, when root and apt are there
	.ci/packages

test: packages setup-dev ## install what tests need and run them all
	$(BIN)/python -m pytest

check: setup-dev lint types content ## what CI checks besides the tests

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/djlint templates --profile=jinja --lint --quiet
	$(BIN)/djlint templates --profile=jinja --check --quiet
	$(BIN)/yamllint --strict questionnaires

types:
	$(BIN)/mypy

content:
	$(BIN)/ev-scan content check

i18n: setup-dev ## bring both translation catalogues up to date with the texts
	$(BIN)/pybabel -q extract -F translations/messages.cfg $(POT) -o translations/messages.pot . && \
	$(BIN)/pybabel -q extract -F translations/questionnaires.cfg $(POT) -o translations/questionnaires.pot .
	for domain in messages questionnaires; do \
	  $(BIN)/pybabel -q update -i translations/$$domain.pot -d translations -D $$domain --no-wrap || exit 1; \
	done

schema: setup ## write the JSON Schema that editors' programs use for completion
	$(BIN)/ev-scan content schema

screenshots: packages setup-dev ## make the pictures in docs/images anew
	$(BIN)/python docs/images/make_screenshots.py

audit: setup-dev ## attack simulated releases with the full set of seeds and sizes (minutes)
	EV_SCAN_AUDIT=full $(BIN)/python -m pytest tests/monitor -s

bench: setup-dev ## measure speed; prints ratios against a baseline in the same run
	$(BIN)/python -m benchmarks

wheel: setup-dev ## build the wheel, through the source distribution
	$(BIN)/python -m build --outdir dist .

clean: ## remove what was built; the data in instance/ stays
	rm -rf dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis htmlcov .coverage
