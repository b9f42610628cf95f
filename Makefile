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
# `make soak`: how long, and by which chances; without a SEED by those of the time.
MINUTES ?= 15
SEED ?=
# `make fuzz`: how long.
FUZZ_MINUTES ?= 10

# Nothing is installed that requirements*.lock don't name with its hash; what builds a package is installed first.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
BUILD := --use-pep517 --no-build-isolation
# `make lock` keeps what is locked as far as requirements*.txt let it; UPGRADE=1 takes what is newest.
UPGRADE ?=
UV := uv==0.13.9
PIP_AUDIT := pip-audit==2.10.1

.PHONY: demo serve test quick coverage steady soak fuzz mutants lint types format picture architecture lock audit clean

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

soak: $(VENV)/.installed-dev
	$(BIN)/python -m tests.soak --minutes $(MINUTES) $(if $(SEED),--seed $(SEED))

fuzz: $(VENV)/.installed-dev
	$(BIN)/python -m tests.fuzzing --minutes $(FUZZ_MINUTES) $(if $(SEED),--seed $(SEED))

# OF names mutants by pattern, e.g. make mutants OF='storage.deliveries.turns.*'; what was found before is not tried again.
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

# After a change of requirements*.txt. The tools of `lock` and `audit` live in environments of their own.
lock: | $(VENV)/bin/python
	rm -rf $(VENV)-lock
	$(BIN)/python -m venv $(VENV)-lock
	$(VENV)-lock/bin/python -m pip install --quiet --disable-pip-version-check $(UV)
	for kind in requirements requirements-build requirements-dev; do \
		$(VENV)-lock/bin/uv pip compile --no-config --quiet --universal --python-version 3.11 --generate-hashes \
			--custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade) $$kind.txt --output-file $$kind.lock \
			$$([ $$kind = requirements ] || echo --constraints requirements.lock) || exit 1; \
	done
	rm -rf $(VENV)-lock

audit: | $(VENV)/bin/python
	rm -rf $(VENV)-audit
	$(BIN)/python -m venv $(VENV)-audit
	$(VENV)-audit/bin/python -m pip install --quiet --disable-pip-version-check $(PIP_AUDIT)
	$(VENV)-audit/bin/python deploy/audit.py requirements-build.lock requirements-dev.lock
	rm -rf $(VENV)-audit

clean:
	rm -rf $(VENV) $(VENV)-lock $(VENV)-audit .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; set PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements-build.lock requirements.lock | $(VENV)/bin/python
	$(INSTALL) --only-binary :all: -r requirements-build.lock
	$(INSTALL) $(BUILD) -r requirements.lock
	touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	$(INSTALL) $(BUILD) -r requirements-dev.lock
	touch $@

$(VENV)/.installed-mutation: requirements-mutation.txt $(VENV)/.installed-dev
	$(BIN)/python -m pip install --quiet --use-pep517 --disable-pip-version-check -r requirements-mutation.txt
	touch $@
