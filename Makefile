# Only make, Python 3.11 or newer and its venv module are needed; `make test` also wants Chromium.
PYTHON ?= python3
VENV := .venv
VENV_DEV := .venv-dev
UV = uv==0.13.9

LOCKS := .ci/requirements
# One set of pins for Python 3.11, one for everything newer.
PINS := $(or $(shell $(PYTHON) -c 'import sys; print("3.11" if sys.version_info[:2] == (3, 11) else "")' 2>/dev/null),3.13)

export PIP_DISABLE_PIP_VERSION_CHECK = 1
export PIP_NO_INPUT = 1

APT_INSTALL = DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends
fail = { echo "$(1)" >&2; exit 1; }

.DEFAULT_GOAL := help
.PHONY: help serve test check format notebook pictures words bench lock chromium clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: $(VENV)/installed-$(PINS) ## Serve the dashboards (ARGS='--port 8080' is passed on)
	@$(VENV)/bin/clusterdash serve $(ARGS)

test: chromium check ## Everything that must pass before a change lands
	$(VENV_DEV)/bin/pytest --numprocesses=logical --maxprocesses=4 --dist=loadfile $(ARGS)
	PYTHONHASHSEED=0 $(VENV_DEV)/bin/pytest --nbval-lax --nbval-current-env notebooks

check: $(VENV_DEV)/installed-$(PINS) ## Lint and types only
	$(VENV_DEV)/bin/ruff check
	$(VENV_DEV)/bin/ruff format --check
	$(VENV_DEV)/bin/mypy
	$(VENV_DEV)/bin/nbstripout --keep-id --verify notebooks/*.ipynb

format: $(VENV_DEV)/installed-$(PINS) ## Mend layout and what the linter can mend
	$(VENV_DEV)/bin/ruff check --fix
	$(VENV_DEV)/bin/ruff format
	$(VENV_DEV)/bin/nbstripout --keep-id notebooks/*.ipynb

notebook: $(VENV_DEV)/installed-$(PINS) ## Open the notebooks in JupyterLab
	$(VENV_DEV)/bin/jupyter lab --notebook-dir=notebooks $(ARGS)

# --- environments ---------------------------------------------------------------------------------
# `pins-*` marks an environment that holds a lock, `installed-*` one that holds this package as well.
# A changed lock builds it anew; a changed pyproject.toml only installs the package again.

$(VENV)/pins-$(PINS): $(LOCKS)/run-$(PINS).txt
$(VENV_DEV)/pins-$(PINS): $(LOCKS)/dev-$(PINS).txt

%/pins-$(PINS):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		$(call fail,clusterdash needs Python 3.11 or newer. Name one: make PYTHON=python3.13 $(MAKECMDGOALS))
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || \
		$(call fail,$(PYTHON) cannot make virtual environments. On Debian: apt-get install python3-venv)
	@echo "Installing $< into $* (once; it takes a minute or two)"
	@$(PYTHON) -m venv --clear $*
	@$*/bin/pip install -qq --require-hashes --requirement $<
	@touch $@

%/installed-$(PINS): %/pins-$(PINS) pyproject.toml
	@$*/bin/pip install -qq --no-deps --no-build-isolation --editable .
	@touch $@

pictures: chromium $(VENV_DEV)/installed-$(PINS) ## Take the pictures of the README again
	$(VENV_DEV)/bin/python -m tests.browser.pictures

words: $(VENV_DEV)/installed-$(PINS) ## Collect the words for translators
	$(VENV_DEV)/bin/python -m tests.language.words

bench: chromium $(VENV_DEV)/installed-$(PINS) ## Measure and record speeds
	$(VENV_DEV)/bin/python -m tests.bench.bench_engine
	$(VENV_DEV)/bin/python -m tests.bench.bench_pages
	$(VENV_DEV)/bin/python -m tests.bench.bench_search
	$(VENV_DEV)/bin/python -m tests.bench.bench_map

chromium:
	@command -v chromium >/dev/null || \
		{ test "$$(id -u)" = 0 && apt-get update -qq && $(APT_INSTALL) chromium libatomic1 >/dev/null; } || \
		$(call fail,The browser tests need Chromium on the PATH. On Debian: apt-get install chromium libatomic1)

# --- locks ----------------------------------------------------------------------------------------
# Pins that still fit stay as they are; LOCK_ARGS=--upgrade takes the newest versions. They hold for
# every platform, and those named 3.13 from Python 3.12 on. What is served is what is tested.
compile = .venv-lock/bin/uv pip compile --quiet $(LOCK_ARGS) pyproject.toml --group build \
	--universal --fork-strategy fewest --generate-hashes --no-emit-index-url --annotation-style line \
	--custom-compile-command 'make lock'

lock: ## Resolve the pinned requirements again
	@$(PYTHON) -m venv .venv-lock
	@.venv-lock/bin/pip install -qq $(UV)
	$(compile) --python-version 3.11 --output-file $(LOCKS)/run-3.11.txt
	$(compile) --python-version 3.12 --output-file $(LOCKS)/run-3.13.txt
	$(compile) --python-version 3.11 --output-file $(LOCKS)/dev-3.11.txt --extra dev --constraint $(LOCKS)/run-3.11.txt
	$(compile) --python-version 3.12 --output-file $(LOCKS)/dev-3.13.txt --extra dev --constraint $(LOCKS)/run-3.13.txt

clean: ## Remove environments, builds and caches
	rm -rf $(VENV) $(VENV_DEV)* .venv-lock build dist .mypy_cache .pytest_cache .ruff_cache
