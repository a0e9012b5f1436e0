# newsstream: `make` lists the targets; ARGS= passes flags on, e.g. make demo ARGS=--once
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory

PYTHON ?= $(firstword $(foreach name,python3.11 python3.12 python3.13 python3 python,$(shell command -v $(name) 2>/dev/null)))
VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.installed
STAMP := $(VENV)/.installed-dev
ARGS ?=

.PHONY: help
help: ## List the targets
	@awk 'BEGIN {FS = ":.*## "} /^[a-z][a-z-]*:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "newsstream needs Python 3.11, 3.12 or 3.13; none was found. Install one, or name it: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; ok = (3, 11) <= sys.version_info[:2] <= (3, 13); ok or sys.exit("newsstream needs Python 3.11 to 3.13; $(PYTHON) is " + sys.version.split()[0] + ". Name another: make PYTHON=/path/to/python3.11")'
	@"$(PYTHON)" -c 'import ensurepip' 2>/dev/null || { echo "this Python has no venv support; on Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@"$(PYTHON)" -m venv $(VENV)

$(RUN): $(BIN)/python pyproject.toml
	@echo "installing newsstream into $(VENV) (once; a minute or two)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[demo]'
	@touch $@

$(STAMP): $(RUN)
	@echo "installing the tools of test and check into $(VENV) (once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[demo,dev,otel]'
	@touch $@

.PHONY: install
install: $(STAMP) ## Make .venv with everything demo, test and check need

.PHONY: demo
demo: $(RUN) ## Broker, worker and sample articles on this machine; ARGS=--once ends by itself
	@$(BIN)/newsstream demo $(ARGS)

.PHONY: test
test: $(STAMP) ## Every test this machine can run (Apache Kafka where Java and Maven are, else the embedded broker)
	@$(BIN)/python -m pytest $(ARGS)

.PHONY: fast
fast: $(STAMP) ## The tests that need no services, in seconds
	@$(BIN)/python -m pytest -m "not kafka and not browser and not slow" $(ARGS)

.PHONY: chaos
chaos: $(STAMP) ## Fault tests on Apache Kafka with a table at the end; ARGS=--short in five minutes
	@$(BIN)/python -m tests.chaos $(ARGS)

.PHONY: check
check: $(STAMP) ## Format, lint, types and the direction of imports
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(MAKE) audit

.PHONY: audit
audit: $(STAMP) ## Known weaknesses: in our code (bandit) and in what we depend on (pip-audit; says so when offline)
	@$(BIN)/bandit --quiet --recursive stream --severity-level medium
	@found=$$($(BIN)/pip-audit --local --skip-editable --progress-spinner off 2>&1) || { \
	    if grep -q "known vulnerabilit" <<< "$$found"; then echo "$$found" >&2; exit 1; fi; \
	    echo "pip-audit could not ask its sources: dependencies were not audited"; exit 0; }; \
	  if grep -q "could not be audited" <<< "$$found"; then echo "pip-audit: some dependencies could not be looked up"; fi

.PHONY: format
format: $(STAMP) ## Put the code in the house format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

.PHONY: train
train: $(RUN) ## Train the shipped model again; ARGS="--data DIR" names the data sets (needs PyTorch, hours)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[train]'
	@$(BIN)/newsstream models train $(ARGS)

.PHONY: clean
clean: ## Remove what make made
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
