# One command for each thing a newcomer wants; each is also given as plain pip commands in README.md.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
SOURCES ?= data/articles
OUT ?= build
DATASETS ?= ../shared/datasets
TRAINED ?= build/training

.PHONY: graph test lint wheel notebooks bench train web web-test clean

graph: $(VENV)/.installed
	@$(BIN)/newsgraph build $(SOURCES) --out $(OUT)

test: $(VENV)/.installed-test
	$(BIN)/python -m pytest

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

wheel: $(VENV)/.installed-dev
	$(BIN)/python -m build --outdir dist
	$(BIN)/python tests/wheel.py dist

# Only to change the scripts of the pages: the bundle that they make is in the repository.
web: web/node_modules/.package-lock.json
	cd web && npm run --silent build

web-test: web/node_modules/.package-lock.json
	cd web && npm run --silent check && npm test --silent

web/node_modules/.package-lock.json: web/package-lock.json
	cd web && npm ci --silent --no-audit --no-fund
	@touch $@

bench: $(VENV)/.installed-test
	$(BIN)/python bench/speed.py

# Goes on where it was stopped; a GPU is used where torch finds one.
train: $(VENV)-train/.installed
	$(VENV)-train/bin/python training/train.py --datasets $(DATASETS) --out $(TRAINED)/first --seed 1
	$(VENV)-train/bin/python training/train.py --datasets $(DATASETS) --out $(TRAINED)/second --seed 2
	$(VENV)-train/bin/python training/average.py $(TRAINED)/first $(TRAINED)/second --out $(TRAINED)
	$(VENV)-train/bin/python training/finish.py --datasets $(DATASETS) --reader $(TRAINED)/reader.pt
	$(VENV)-train/bin/python training/card.py

$(VENV)-train/.installed: pyproject.toml training/requirements.txt
	@$(PYTHON) -m venv $(VENV)-train
	@$(VENV)-train/bin/python -m pip install --quiet --disable-pip-version-check -r training/requirements.txt --editable .
	@touch $@

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("newsgraph needs Python 3.11 or newer; call: make PYTHON=python3.12 graph") if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing; on Debian: sudo apt install python3-venv"; exit 1; }

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	@echo "Installing newsgraph into $(VENV); the first time takes a minute or two."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-test: pyproject.toml | $(VENV)/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@ $(VENV)/.installed

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.installed $(VENV)/.installed-test

clean:
	rm -rf build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
