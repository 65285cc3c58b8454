# Every command of Onereel. `make` alone lists them. Targets only call scripts of bin/ or the onereel command.
.DEFAULT_GOAL := help
.PHONY: help up test lint soak bench chaos clean lock
SHELL := /bin/bash

help: ## List these commands
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | while IFS=$$'\t' read -r name line; do printf '  make %-7s %s\n' "$$name" "$$line"; done

up: ## Install what is missing, build the client, start everything (PORT=8080 moves it)
	@bin/bootstrap up
	@exec .venv/bin/onereel up $(if $(PORT),--port $(PORT))

test: ## Check everything: style, types, imports, client, and all tests against the real engines
	@bin/bootstrap test
	@exec bin/test

lint: ## The checks of `make test` that run nothing, in seconds
	@bin/bootstrap up
	@exec bin/lint

soak: ## The long suites
	@[ -d tests/soak ] || { echo "There is no long suite yet."; exit 1; }
	@bin/bootstrap test
	@exec .venv/bin/pytest tests/soak

bench: ## Measure, one line a figure (ONLY=name,name for some)
	@[ -d bench ] || { echo "There is no benchmark yet."; exit 1; }
	@bin/bootstrap up
	@exec .venv/bin/python -m bench $(if $(ONLY),--only $(ONLY))

chaos: ## Faults under load, one line a fault (MINUTES=, SEED=)
	@[ -d chaos ] || { echo "There is no fault test yet."; exit 1; }
	@bin/bootstrap up
	@exec .venv/bin/python -m chaos $(if $(MINUTES),--minutes $(MINUTES)) $(if $(SEED),--seed $(SEED))

lock: ## Pin every Python package again, after a change of pyproject.toml
	@bin/bootstrap up
	@exec bin/lock

clean: ## Remove what was installed and built; data in ./var stays
	rm -rf .venv build client/node_modules client/dist .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info
