# The project's habits. `make help` lists them. Everything a target needs is set up on the way.
SHELL := /bin/bash
.DEFAULT_GOAL := help
# `make test PYTHON=python3.12` has an environment of its own; without PYTHON it is .venv, of any Python that serves
export VENV := .venv$(if $(PYTHON),-$(notdir $(PYTHON)))
export PATH := $(CURDIR)/$(VENV)/bin:$(PATH)
export PYDEVD_DISABLE_FILE_VALIDATION := 1
PORT ?= 8000
READY := $(VENV)/ready
MODULES := node_modules/.package-lock.json
LIVE := _build/live/live.js
# as many tests at a time as there are cores, kernels before browsers
PYTEST := python -m pytest -n logical --no-loadscope-reorder
BUILD := jupyter-book build book --config _config.yml --path-output . -W -n --keep-going

help: ## list what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 18

$(READY): requirements.lock pyproject.toml make/environment.sh
	@sh make/environment.sh

$(MODULES): $(READY) package.json package-lock.json make/node.sh
	@sh make/node.sh

$(LIVE): $(MODULES) $(wildcard widgets/live/*.*) widgets/contract.py
	@node widgets/live/build.mjs $(LIVE)

book: $(READY) $(LIVE) ## build the book into _build/html (a second run does only what changed)
	@python make/merged.py && python make/settings.py && python make/pages.py && rm -rf _build/html/reports
	@$(BUILD) || { rm -rf _build/.doctrees; python make/why.py; exit 1; }  # else the next build takes the pages that failed for done
	@echo "Open $(CURDIR)/_build/html/index.html"

course: $(READY) $(LIVE) ## an edition of one's own, for students and for teachers, from courses/NAME.yml (COURSE=NAME)
	@python make/course.py build $(COURSE)

course-diff: $(READY) ## what changed in the book under a course since it was last read against it (COURSE=NAME)
	@python make/coursediff.py $(COURSE)

test-edition: course ## what publishes an edition: links, live numbers, access, and that no answer leaks (COURSE=NAME)
	@python tests/chromium.py --install
	@COURSE=$(COURSE) $(PYTEST) tests/edition.py

class-table: $(READY) ## a table of what a class handed in: _build/class-table.csv (FOLDER=handed-in, with the files that readers kept)
	@python make/classtable.py "$(FOLDER)"

cartridge: $(READY) $(if $(COURSE),course,book) ## the book, or a course (COURSE=NAME), for learning systems: a Common Cartridge in _build/cartridges/
	@python make/cartridge.py $(COURSE)

handout: course ## a course on paper: each chapter as PDF, for students and for teachers, in _build/handouts/ (COURSE=NAME CHAPTER=... for one)
	@python tests/chromium.py --install
	@python make/handout.py chapters $(COURSE) $(CHAPTER)

pdf: book ## the whole book on paper: _build/book.pdf
	@python tests/chromium.py --install
	@python make/handout.py book

epub: book ## the whole book for reading programs: _build/book.epub
	@python make/epub.py

# what a fork publishes is the course that says `publish: true`, for students, or else the book
site: $(READY)
	@course=$$(python make/course.py published) && if [ "$$course" ]; then $(MAKE) --no-print-directory course COURSE=$$course; else $(MAKE) --no-print-directory book; fi && \
		rm -rf _build/site && cp -r _build/$${course:+courses/$$course/student/_build/}html _build/site

test-site: $(READY) # what has to pass before it is published
	@course=$$(python make/course.py published) && if [ "$$course" ]; then $(MAKE) --no-print-directory lint test-edition COURSE=$$course; else $(MAKE) --no-print-directory test; fi

sample: book # the tests' own small book
	@python make/sample.py

test: book sample lint ## build the book and test everything: data, models, notebooks, pages in a browser, JupyterLab
	@python tests/chromium.py --install
	@$(PYTEST)

test-chapter: book sample ## test one chapter and its models (CHAPTER=the-canteens)
	@python tests/chromium.py --install
	@tests=$$(python make/chapter.py tests $(CHAPTER)) && $(PYTEST) -k "$$tests"

golden: sample ## renew tests/golden/, what a reader gets of each model, table and kind of page as text: read the diff
	@python tests/goldens.py

mutants: book sample ## single slips, planted in copies: which of them no test notices (COUNT=300 SEED=1958 AREA=models; some hours)
	@python tests/mutants.py $(or $(COUNT),300) $(or $(SEED),1958) $(AREA)

test-long: book sample lint ## the same as `make test`, and the slow tests, Firefox and WebKitGTK among them
	@python tests/chromium.py --install && python tests/browsers.py --install
	@$(PYTEST) -m "long or not long"

test-browsers: book sample ## a reader's walk through the book in Firefox and in WebKitGTK
	@python tests/browsers.py --install
	@python -m pytest -n 0 -m long tests/test_browsers.py

ensemble: $(READY) ## work the whole leap at 2,048 settings, into data/ (DRAWS=200000 DASK_SCHEDULER=tcp://... for more, on a cluster)
	@python make/ensemble.py $(DRAWS)

bench: book ## measure speed and weight, bench/RESULTS.md, then the same keys in JupyterLab (CHAPTER=... MODEL=... for another page)
	@python bench/run.py $(CHAPTER) $(MODEL)
	@$(MAKE) --no-print-directory bench-lab

bench-lab: $(READY) ## a model worked by keys in JupyterLab: bench/LAB.md (BASE=commit: that commit too, in turns; TIMES=2 CHAPTER=...)
	@python tests/chromium.py --install
	@CHAPTER=$(CHAPTER) BASE=$(BASE) python bench/inlab.py

bench-ratio: book ## another commit and this one, in turns: bench/RATIO.md (BASE=v1.0; with TESTS=1 the tests too)
	@python bench/ratio.py $(BASE)

bench-peers: book bench/peers/.venv/ready bench/peers/node_modules/.package-lock.json ## the same slider by other means beside it: bench/PEERS.md
	@python tests/chromium.py --install
	@python bench/compare.py

bench-growth: book ## more models, longer models, more chapters: bench/GROWTH.md
	@python tests/chromium.py --install
	@python bench/growth.py

bench-lighthouse: book bench/lighthouse/node_modules/.package-lock.json ## Lighthouse on three pages: bench/LIGHTHOUSE.md
	@python tests/chromium.py --install
	@python bench/lighthouse.py

bench-class: $(READY) bench/class/.venv/ready bench/class/node_modules/.package-lock.json ## a class in a real JupyterHub, 20 students: bench/CLASS.md (STUDENTS=3 EDITION=one-lesson CHAPTER=...)
	@[ -e _build/courses/$(EDITION)/student/_config.yml ] || $(MAKE) --no-print-directory course COURSE=$(EDITION)
	@CLASS_BOOK=$$(python -c "import sys; print(sys.prefix)") PYTHONPATH=$$(python -c "import sysconfig; print(sysconfig.get_path('purelib'))") \
		STUDENTS=$(STUDENTS) EDITION=$(EDITION) CHAPTER=$(CHAPTER) bench/class/.venv/bin/python bench/classroom.py
bench-class: EDITION ?= one-lesson

bench-static: book ## 200 readers at once, served by nginx: bench/STATIC.md (READERS=50)
	@READERS=$(READERS) python bench/readers.py

bench/%/.venv/ready: bench/%/requirements.txt | $(READY)
	@python -m venv --clear bench/$*/.venv
	@bench/$*/.venv/bin/python -m pip --disable-pip-version-check --quiet install --no-deps --require-hashes -r $<
	@touch $@

bench/%/node_modules/.package-lock.json: bench/%/package-lock.json | $(MODULES)
	@npm ci --prefix bench/$* --ignore-scripts --no-fund --no-audit --loglevel=error
	@touch $@

lab: $(READY) ## open the chapters in JupyterLab
	@cd book && jupyter lab $$([ "$$(id -u)" != 0 ] || echo --allow-root) index.ipynb

serve: book ## serve the built book at http://127.0.0.1:8000 (PORT=... for another port)
	@python make/plain.py serve $(PORT)

preview: $(READY) $(LIVE) ## one chapter in the browser, which follows what you save (CHAPTER=the-canteens PORT=...)
	@python make/plain.py watch $(or $(CHAPTER),index) $(PORT)

model: $(READY) ## begin a mini-model: a commented file that works as it stands (NAME=store_of_grain)
	@python make/model.py $(NAME)

chapter: $(READY) ## begin a chapter: its notebook and its line in the contents (CHAPTER=new-name MODEL=its_model)
	@python make/chapter.py new $(CHAPTER) $(MODEL)

canonical: $(READY) ## run the notebooks and store their outputs in the one form that is compared (CHAPTER=... for one)
	@python book/_ext/canonical.py $(CHAPTER)

catalogue: $(READY) ## begin a translation, or bring it up to what the book says now (LANGUAGE=de CHAPTER=the-canteens; all pages without)
	@python make/catalogue.py write "$(LANGUAGE)" $(CHAPTER)

zip: site ## the built book, or the course that is published, as one file, with its SHA-256 checksum
	@python make/zip.py

sbom: _build/sbom/ready $(MODULES) ## the packages that the book is made with, Python's and node's, as CycloneDX
	@_build/sbom/bin/cyclonedx-py environment $(VENV) --pyproject pyproject.toml --mc-type application --output-reproducible -o _build/sbom-python.cdx.json
	@npm sbom --sbom-format cyclonedx --sbom-type application --package-lock-only > _build/sbom-node.cdx.json
	@echo "_build/sbom-python.cdx.json, _build/sbom-node.cdx.json"

_build/sbom/ready: make/sbom.lock | $(READY) # apart from the packages that it lists
	@python -m venv --clear _build/sbom
	@_build/sbom/bin/python -m pip --disable-pip-version-check --quiet install --no-deps --require-hashes -r $<
	@touch $@

linkcheck: $(READY) $(LIVE) ## ask whether every address that the book and its bibliography name is still there
	@jupyter-book build book --config _config.yml --path-output . --builder linkcheck

as-saved: $(READY) ## bring notebooks that Jupyter has saved into the stored form, without running them
	@python book/_ext/canonical.py --as-saved

lint: $(READY) ## look over settings, pages, courses, mini-models, notebooks as stored, code and spelling, all of them whatever is found (seconds)
	@python make/merged.py
	@faults=0; for look in "python make/settings.py" "python make/course.py" "python make/pages.py" "python make/models.py" "python make/catalogue.py check" "python book/_ext/canonical.py --check" \
		"ruff check ." "ruff format --check ." codespell; do $$look || faults=1; done; exit $$faults

format: $(READY) ## lay out the Python code
	@ruff check --fix . && ruff format .

LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet --no-emit-index-url --no-emit-find-links --upgrade
pins: $(READY) ## renew requirements.lock from requirements.txt, and make/sbom.lock (needs uv: pip install uv)
	@$(LOCK) requirements.txt -o requirements.lock
	@echo cyclonedx-bom==7.5.0 | $(LOCK) - -o make/sbom.lock

clean: ## remove what was built; `rm -r .venv* node_modules` removes what was installed
	@rm -rf _build build *.egg-info book/_extra .pytest_cache .ruff_cache

.PHONY: help book course course-diff test-edition class-table cartridge handout pdf epub site test-site sample test test-chapter golden mutants test-long test-browsers ensemble bench bench-lab bench-ratio bench-peers \
	bench-class bench-static bench-growth bench-lighthouse lab serve preview model chapter canonical as-saved catalogue zip sbom linkcheck lint format pins clean
