# make demo   set everything up, read the bundled sample reports and fill a store with them
# make test   set everything up and run all checks
# make soak   the long robustness runs
# make clean  remove what these made

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo $$p; break; }; done)
VENV ?= .venv
BIN := $(VENV)/bin
WORKERS ?= auto
DEMO ?= demo/verbale.sqlite3
# One numeric thread a process: the checks already run one process a core.
export OMP_NUM_THREADS = 1
export OPENBLAS_NUM_THREADS = 1

.DEFAULT_GOAL := help
# Tests that run a second time, on a PostgreSQL server of their own.
ON_POSTGRES = $(wildcard tests/store tests/web)

.PHONY: help demo test check browser soak clean

help:
	@sed -n 's/^# //p' Makefile | head -4

$(BIN)/python:
	sh scripts/venv.sh "$(PYTHON)" $(VENV)

$(VENV)/.installed: requirements.txt pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

demo: $(VENV)/.installed
	$(BIN)/verbale read src/verbale/samples/*.txt src/verbale/samples/*.html
	$(BIN)/verbale add --database $(DEMO) src/verbale/samples
	@echo "The sample reports are read and kept. To open the record in the browser:"
	@echo "  $(BIN)/verbale serve --database $(DEMO)"

test: $(VENV)/.installed-dev browser check

browser:
	sh scripts/chromium.sh

check:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n $(WORKERS) -m "not soak"
	$(BIN)/python scripts/postgres.py $(BIN)/pytest -n $(WORKERS) -m "not soak" $(ON_POSTGRES)

soak: $(VENV)/.installed-dev
	VERBALE_SOAK=5000 $(BIN)/pytest -n $(WORKERS) -m soak
	VERBALE_SOAK=5000 $(BIN)/python scripts/postgres.py $(BIN)/pytest -n $(WORKERS) -m soak $(ON_POSTGRES)

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist demo
