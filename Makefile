# MOPH Connect. `make help` lists what there is; CI runs the same targets (.ci/run).

SHELL := /bin/sh
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# The Python that makes .venv: 3.11 or newer. Empty: the first that fits of python3, python3.14 … python3.11.
PYTHON ?=
export PYTHON

VENV := .venv/bin
PY := $(VENV)/python
# Both cores; a file is the unit, so that modules keep their worlds.
PYTEST := $(PY) -m pytest -n 2 --dist loadfile
PYTEST_ARGS ?=
BENCH_ARGS ?=

.PHONY: help demo demo-reset test test-more chaos fuzz check fix templates cards rich-menu search-quality chromium samples codemirror diagrams requirements bench clean venv venv-dev

help: ## show this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: venv ## start everything on this machine, with LINE and a hospital simulated; Ctrl-C ends it
	@exec $(PY) -m demo --with-parent

demo-reset: venv ## forget the demo's data and keys (not while it runs)
	@$(PY) -m demo.reset

test: venv-dev chromium samples check templates ## run all checks and the tests; PYTEST_ARGS="-k name" for some of them
	@$(PY) -m flows.diagrams --check
	@$(PYTEST) -m "not more" $(PYTEST_ARGS)

test-more: venv-dev ## the slow tests: more examples, a demo from a fresh clone; then all tests on PostgreSQL
	@HYPOTHESIS_PROFILE=more $(PY) -m pytest -m "more or hypothesis" $(PYTEST_ARGS)
	@$(PY) scripts/with_postgres.py $(PYTEST) -m "not more" $(PYTEST_ARGS)

chaos: venv-dev ## the long storm of tests/chaos: 50 kills over 100,000 messages; SEED=… repeats a plan
	@CHAOS_MESSAGES=$${CHAOS_MESSAGES:-100000} CHAOS_KILLS=$${CHAOS_KILLS:-50} $(PY) -m pytest tests/chaos -s

fuzz: venv-dev ## whatever fits the hospitals' document, CASES for each endpoint (10000), is never an error of ours
	@FUZZ_CASES=$${CASES:-10000} $(PY) -m pytest tests/api/test_schema_fuzz.py $(PYTEST_ARGS)

check: venv-dev ## ruff, formatting, types, the arrows between packages
	@$(PY) -m ruff check --quiet .
	@$(PY) -m ruff format --check --quiet . || { echo 'Formatting differs: run `make fix`.'; exit 1; }
	@$(PY) -m pyright --pythonpath $(PY)
	@$(VENV)/lint-imports --no-cache --no-logo

fix: venv-dev ## mend what ruff can mend, format the code
	@$(PY) -m ruff check --fix --quiet . ; $(PY) -m ruff format --quiet .

search-quality: venv-dev ## how well hospitals are found: queries written by hand, found first and in the first three
	@$(PY) -m pytest -q tests/search/test_search_quality.py -k "95_of"

templates: venv-dev ## check every message template with its samples, in both languages
	@$(PY) -m flex_templates.check

cards: venv-dev chromium ## draw every card at three widths into var/cards/, and the overview docs/cards.png
	@$(PY) -m flex_templates.gallery

rich-menu: venv-dev chromium ## draw the pictures of the rich menu and of shared links anew; `flask --app wsgi line rich-menu` installs it
	@$(PY) -m flex_templates.rich_menu.draw
	@$(PY) -m bot.welcome.draw

chromium: ## install the browser and Thai fonts that pictures and tests need, where that is allowed
	@sh scripts/chromium.sh --if-possible >/dev/null

samples: ## install PHP, Node.js and curl that the guide's samples need, where that is allowed
	@sh scripts/samples.sh --if-possible

codemirror: ## build the studio's CodeMirror from its pinned packages (needs npm; the result is committed)
	@sh scripts/codemirror.sh

diagrams: venv-dev ## draw the state diagrams of the flows and of a booking into docs/
	@$(PY) -m flows.diagrams
	@$(PY) -m bookings.life_cycle

requirements: venv-dev ## pin requirements*.in anew; UPGRADE=--upgrade takes the newest
	@$(PY) scripts/pin.py $(UPGRADE)

bench: venv-dev ## measure what is promised to be fast; BENCH_ARGS="burst -n 10000" for one of them
	@$(PY) -m bench $(BENCH_ARGS)

clean: ## remove the virtual environment and caches; the demo's data stay (make demo-reset)
	@rm -rf .venv .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

venv:
	@sh scripts/venv.sh run

venv-dev:
	@sh scripts/venv.sh dev
