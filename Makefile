SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PORT ?= 8000
# One process more than there are processors: some tests wait, for a worker or a browser. The fast ones do not.
PYTEST_ARGS ?= -n $(shell expr $$(nproc) + 1) --dist loadgroup
FAST_ARGS ?= -n auto --dist loadgroup
UV_VERSION := 0.13.9

VENV := .venv
PY := $(VENV)/bin/python
MANAGE := $(PY) manage.py
LOCKS := runtime dev node

# What is installed carries the hash of what it was installed from: nothing changed, nothing done.
hash = $(shell { cat $(1); echo $(CURDIR); } | sha256sum | cut -c1-16)
PYTHON_STAMP := $(VENV)/.stamp-$(call hash,requirements/dev.txt)
STATIC_STAMP := static/vendor/.stamp-$(call hash,package-lock.json scripts/build-css.mjs)

.PHONY: help setup data demo backup restore test test-fast check bench lock clean

help: ## Toon deze hulp
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(PYTHON_STAMP) $(STATIC_STAMP) .env ## Installeer alles wat het portaal nodig heeft in deze map
	@:

$(PYTHON_STAMP):
	@scripts/setup-python.sh $(VENV)
	@touch $@

$(STATIC_STAMP): | $(PYTHON_STAMP)
	@scripts/setup-static.sh $(VENV)
	@touch $@

.env: | $(PYTHON_STAMP)
	@umask 077; $(PY) -c 'import secrets; print(f"DEBUG=1\nSECRET_KEY={secrets.token_urlsafe(50)}")' > $@

data: setup ## Werk de database bij en laad gemeenten, programma's, cijfers en voorbeeldgebruikers
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_reference
	@$(MANAGE) load_programmes
	@$(MANAGE) load_figures
	@$(MANAGE) demo_accounts
	@$(MANAGE) demo_evaluations

demo: data ## Start het portaal met alle gegevens op 127.0.0.1 (poort kiezen: make demo PORT=8001)
	@exec $(MANAGE) demo --port $(PORT)

backup: setup ## Maak een back-up van database en bestanden, terwijl het portaal draait (waarheen: make backup TO=map)
	@$(MANAGE) backup $(if $(TO),--to '$(TO)')

restore: setup ## Zet een back-up terug: make restore FROM=bestand (in plaats van wat er al is: FORCE=1)
	@$(MANAGE) restore '$(FROM)' $(if $(filter 1,$(FORCE)),--force)

test: setup ## Draai de tests, ook die in de browser (kiezen: make test PYTEST_ARGS="tests/actions -x")
	@command -v chromium >/dev/null || scripts/system-packages.sh chromium || true
	@$(PY) -m pytest $(PYTEST_ARGS)

test-fast: setup ## Draai wat snel is, zonder browser, en eerst wat bij gewijzigde bestanden hoort
	@$(PY) -m pytest --fast $(FAST_ARGS)

check: setup ## Controleer stijl, typen, lagen en migraties
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@find templates -name '*.html' -print0 | xargs -0 -r $(VENV)/bin/djade --target-version 5.2 --check
	@$(PY) scripts/check_templates.py
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports
	@$(MANAGE) makemigrations --check --dry-run
	@$(MANAGE) check

bench: setup ## Meet hoe snel de pagina's en taken zijn
	@$(PY) -m pytest bench -o python_files='bench_*.py' -o python_functions='bench_*' -s $(BENCH_ARGS)

lock: setup ## Leg de versies uit requirements/*.in en package.json opnieuw vast
	@$(PY) -m pip install -qq --disable-pip-version-check uv==$(UV_VERSION)
	@for name in $(LOCKS); do \
	  $(VENV)/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	    --no-emit-index-url --no-emit-find-links requirements/$$name.in --output-file requirements/$$name.txt; \
	done
	@PATH="$$PATH:$(CURDIR)/$(VENV)/bin" npm run --silent lock

clean: ## Verwijder wat make heeft gemaakt, behalve .env en de gegevens in var/
	@rm -rf $(VENV) node_modules static/vendor staticfiles .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
