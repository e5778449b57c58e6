# Everything a fresh Debian machine with Python 3.11+ needs: `make demo` and `make test` set up all of it.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
SAMPLE := examples/half-year-2025-six-errors.md
OUT := compliance-report

.PHONY: help setup demo test check docs fuzz bench readers clean
help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST)

$(VENV)/.installed: pyproject.toml constraints.txt tools/setup-python
	PYTHON=$(PYTHON) VENV=$(VENV) tools/setup-python
	@touch $@

setup: $(VENV)/.installed ## a virtual environment with the tool and its development tools

demo: setup ## check a sample report with six planted errors; ends with the path of the HTML report
	@$(BIN)/compliance-check check $(SAMPLE) -o $(OUT) || test $$? -eq 1

test: setup ## Debian packages (where allowed), static checks, all tests
	@tools/setup-debian
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n auto

docs: setup ## write the generated pages and schemas again
	$(BIN)/python tools/generate.py

fuzz: setup ## a longer fuzzing run over all readers; FILES="…": files and folders of your own
	$(BIN)/python benchmarks/fuzz.py $(FILES)

bench: setup ## speed and detection, as ratios
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/rules_speed.py
	$(BIN)/python benchmarks/rulebook.py

readers: setup ## PDF reading beside other readers; writes docs/readers.md
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[bench]'
	$(BIN)/python -W ignore benchmarks/readers.py --write docs/readers.md

clean: ## remove what the other targets made
	rm -rf $(VENV) $(OUT) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
