# The house's few habits; every target sets up what it needs.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin
DEMO := .demo/negotrack.db

.PHONY: demo test fuzz check bench docs clean

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(RUN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.tools: pyproject.toml $(VENV)/.installed
	$(RUN)/pip install --quiet --disable-pip-version-check --editable '.[test,check]'
	@touch $@

# A store of the seed facts in this checkout, and the board of the negotiation in use.
demo: $(VENV)/.installed
	@mkdir -p .demo
	@$(RUN)/negotrack --db $(DEMO) status

test: $(VENV)/.tools
	$(RUN)/python -m pytest -q -n 2

# Hostile dates, rules, files and texts, 300 of each property and ten minutes at the most.
fuzz: $(VENV)/.tools
	NEGOTRACK_FUZZ=300 timeout 600 $(RUN)/python -m pytest -q -n 2 tests/fuzz

check: $(VENV)/.tools
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy
	$(RUN)/lint-imports --no-cache
	$(RUN)/python tools/reference.py --check
	$(RUN)/python tools/picture.py --check

# Timings as ratios against a floor, in one run; nothing is asserted.
bench: $(VENV)/.tools
	$(RUN)/python bench/run.py

# What is generated: the command reference from --help, the picture in the README.
docs: $(VENV)/.tools
	$(RUN)/python tools/reference.py
	$(RUN)/python tools/picture.py

clean:
	rm -rf $(VENV) .demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
