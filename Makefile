# Two commands on a fresh machine: `make demo` (at another port: `make demo PORT=8081`) and `make test`. Both set up
# .venv themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# The tests wait more than they work: three at a time, whatever the machine.
TESTS_AT_ONCE ?= 3
# `make steady`: how often the tests are run; LOAD=1 keeps every core busy with something else meanwhile.
ROUNDS ?= 20
LOAD ?=

.PHONY: demo serve test quick coverage steady mutants lint types format picture architecture clean

demo: $(VENV)/.installed
	$(BIN)/python run_bot.py demo $(if $(PORT),--port $(PORT))

serve: $(VENV)/.installed
	$(BIN)/python run_bot.py serve

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest --numprocesses $(TESTS_AT_ONCE) --dist worksteal

quick: $(VENV)/.installed-dev
	$(BIN)/python -m pytest --numprocesses $(TESTS_AT_ONCE) --dist worksteal -m "not slow"

coverage: $(VENV)/.installed-dev
	$(BIN)/python -m pytest --numprocesses $(TESTS_AT_ONCE) --dist worksteal --cov

steady: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/steady.py --at-once $(TESTS_AT_ONCE) --rounds $(ROUNDS) $(if $(LOAD),--load)

# OF names mutants by pattern, e.g. make mutants OF='storage.turns.*'; what was found before is not tried again.
mutants: $(VENV)/.installed-mutation
	nice $(BIN)/mutmut run --max-children 1 $(if $(OF),'$(OF)')

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed-dev
	$(BIN)/mypy

format: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

picture: $(VENV)/.installed-dev
	$(BIN)/python docs/picture.py

# After a room was added, or an import between rooms.
architecture: $(VENV)/bin/python
	$(BIN)/python docs/architecture.py

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; set PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --use-pep517 --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --use-pep517 --disable-pip-version-check -r requirements-dev.txt
	touch $@

$(VENV)/.installed-mutation: requirements-mutation.txt $(VENV)/.installed-dev
	$(BIN)/python -m pip install --quiet --use-pep517 --disable-pip-version-check -r requirements-mutation.txt
	touch $@
