# Two commands do everything on a fresh machine: `make sync` and `make test`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

export PIP_DISABLE_PIP_VERSION_CHECK = 1
export PIP_CONSTRAINT = $(CURDIR)/constraints.txt

.PHONY: sync test test-engines lint bench bench-large bench-msgmerge bench-readability fuzz clean

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

fuzz: $(STAMP) ## damage files at random and read them, some minutes for each kind of file: make fuzz MINUTES=10
	$(BIN)/python -m tests.fuzz --minutes $(or $(MINUTES),1)

bench: $(STAMP) ## a course of 500 documents in 20 languages: time per stage, peak memory, bytes per page
	$(BIN)/python -m benchmarks.sync

bench-large: $(STAMP) ## 2,000 documents in 60 languages, once, without archives (half an hour)
	$(BIN)/python -m benchmarks.sync --documents 2000 --languages 60 --cold

bench-msgmerge: $(STAMP) ## matching against GNU msgmerge and pot2po on the same files (needs gettext; a few minutes)
	$(BIN)/python -m benchmarks.likeness
	$(BIN)/python -m benchmarks.matching

bench-readability: $(STAMP) ## the lessons of the course: words, sentences, reading ease
	$(BIN)/python -m benchmarks.readability

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable . --group test --group lint
	touch $(STAMP)

clean: ## remove what can be made again
	rm -rf $(VENV) .engines .wlw-i18n exports/olx exports/html exports/wikitext exports/epub exports/status.json
