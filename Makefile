# `make run` starts the demo centre, `make test` runs every test; both bring what they need.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
JAVASCRIPT := tests/support/javascript
SCRIPTS := $(shell find kiosk/static display/static server/static -name '*.js' -not -path '*/vendor/*')
BUILT_FROM := pyproject.toml hatch_build.py bundle.mjs package.json package-lock.json $(SCRIPTS) $(wildcard server/http/translations/*/LC_MESSAGES/*.po)

.PHONY: run test test-loud torture lint bench shape bare package pictures messages clean

run: $(VENV)/.installed
	$(BIN)/goiso demo $(ARGS)

test: $(VENV)/.ready-for-tests
	$(BIN)/python -m pytest $(ARGS)

test-loud: $(VENV)/.ready-for-tests
	$(BIN)/python -m tests.support.loud $(ARGS)

torture: $(VENV)/.ready-for-tests
	$(BIN)/python -m pytest -m torture $(ARGS)

lint: $(VENV)/.ready-for-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/node $(JAVASCRIPT)/node_modules/typescript/bin/tsc --project $(JAVASCRIPT)
	$(BIN)/node $(JAVASCRIPT)/node_modules/eslint/bin/eslint.js --config $(JAVASCRIPT)/eslint.config.js kiosk display server

bench: $(VENV)/.ready-for-tests
	$(BIN)/python -m bench $(ARGS)

shape: $(VENV)/.ready-for-tests
	$(BIN)/python -m tests.shape

bare: $(VENV)/.ready-for-tests
	$(BIN)/python -m tests.bare $(ARGS)

package: $(VENV)/.installed
	$(BIN)/python -m installer $(ARGS)

pictures: $(VENV)/.ready-for-tests
	$(BIN)/python -m tests.pictures

messages: $(VENV)/.ready-for-tests
	$(BIN)/python -m tests.messages

clean:
	rm -rf $(VENV) build dist server/static/vendor $(JAVASCRIPT)/node_modules server/http/translations/*/LC_MESSAGES/*.mo

$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Python 3.11 or later is needed; name one: make run PYTHON=python3.11'; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { echo 'Python cannot make a virtual environment here. On Debian: apt-get install python3-venv'; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"

$(VENV)/.installed: $(BIN)/pip $(BUILT_FROM)
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.ready-for-tests: $(VENV)/.installed tests/support/chromium.py tests/support/espeak.py tests/support/libraries.py tests/support/nginx.py tests/support/postgres.py tests/support/redis.py tests/support/caddy.py tests/support/fuzzing.py tests/support/older.py $(wildcard $(JAVASCRIPT)/*.py $(JAVASCRIPT)/package*.json)
	$(BIN)/python -m pip install --quiet --editable ".[city]" --group dev
	$(BIN)/python -m tests.support.libraries
	$(BIN)/python -m tests.support.chromium
	$(BIN)/python -m tests.support.espeak
	$(BIN)/python -m tests.support.nginx
	$(BIN)/python -m tests.support.postgres
	$(BIN)/python -m tests.support.redis
	$(BIN)/python -m tests.support.caddy
	$(BIN)/python -m tests.support.fuzzing
	$(BIN)/python -m tests.support.older
	$(BIN)/python -m tests.support.javascript
	touch $@
