# Two commands do everything on a fresh machine: `make sync` and `make test`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

export PIP_DISABLE_PIP_VERSION_CHECK = 1
export PIP_CONSTRAINT = $(CURDIR)/constraints.txt

.PHONY: sync test test-engines lint bench bench-msgmerge clean

sync: $(STAMP) ## install, then bring templates, PO files and exports up to date
	$(BIN)/wlw-i18n sync

test: $(STAMP) ## every test that needs Python alone
	$(BIN)/python -m pytest -n auto --ignore=tests/engines

test-engines: $(STAMP) ## install the real engines and check against them: MediaWiki, Open edX, Chromium, gettext
	bash tools/engines/install.sh
	$(BIN)/python -m pip install --quiet --group engines
	$(BIN)/wlw-i18n sync
	$(BIN)/python -m pytest tests/engines

lint: $(STAMP) ## style, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(STAMP) ## a course of 500 documents in 20 languages: time per stage, peak memory
	$(BIN)/python -m benchmarks.sync

bench-msgmerge: $(STAMP) ## matching against GNU msgmerge and pot2po on the same files (needs gettext; a few minutes)
	$(BIN)/python -m benchmarks.likeness
	$(BIN)/python -m benchmarks.matching

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable . --group test --group lint
	touch $(STAMP)

clean: ## remove what can be made again
	rm -rf $(VENV) .engines .wlw-i18n exports/olx exports/html exports/wikitext exports/epub exports/status.json
