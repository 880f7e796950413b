# The project's habits. `make help` lists them. Everything a target needs is set up on the way.
SHELL := /bin/sh
.DEFAULT_GOAL := help
export PATH := $(CURDIR)/.venv/bin:$(PATH)
export PYDEVD_DISABLE_FILE_VALIDATION := 1
PORT ?= 8000
READY := .venv/ready
MODULES := node_modules/.package-lock.json
LIVE := _build/live/live.js
BUILD := jupyter-book build book --config _config.yml --path-output . -W -n --keep-going

help: ## list what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

$(READY): requirements.lock pyproject.toml make/environment.sh
	@sh make/environment.sh

$(MODULES): $(READY) package.json package-lock.json make/node.sh
	@sh make/node.sh

$(LIVE): $(MODULES) $(wildcard widgets/live/*) widgets/contract.py
	@node widgets/live/build.mjs $(LIVE)

book: $(READY) $(LIVE) ## build the book into _build/html (a second run does only what changed)
	@$(BUILD)
	@echo "Open $(CURDIR)/_build/html/index.html"

test: book ## build the book and test everything: data, models, notebooks, pages in a browser, JupyterLab
	@python tests/chromium.py --install
	@ruff check . && ruff format --check .
	@python -m pytest

test-long: book ## the same, and the slow tests
	@python tests/chromium.py --install
	@python -m pytest -m "long or not long"

bench: book ## measure speed and weight, write bench/RESULTS.md (CHAPTER=... MODEL=... for another page)
	@python bench/run.py $(CHAPTER) $(MODEL)

lab: $(READY) ## open the chapters in JupyterLab
	@cd book && jupyter lab $$([ "$$(id -u)" != 0 ] || echo --allow-root) field-or-furnace.ipynb

serve: book ## serve the built book at http://127.0.0.1:8000 (PORT=... for another port)
	@echo "http://127.0.0.1:$(PORT)" && python -m http.server -b 127.0.0.1 -d _build/html $(PORT)

canonical: $(READY) ## run the notebooks and store their outputs in the one form that is compared
	@python book/_ext/canonical.py

format: $(READY) ## lay out the Python code
	@ruff check --fix . && ruff format .

pins: $(READY) ## renew requirements.lock from requirements.txt (needs uv: pip install uv)
	@uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet \
		--no-emit-index-url --no-emit-find-links --upgrade requirements.txt -o requirements.lock

clean: ## remove what was built; `rm -r .venv node_modules` removes what was installed
	@rm -rf _build build *.egg-info book/_extra .pytest_cache .ruff_cache

.PHONY: help book test test-long bench lab serve canonical format pins clean
