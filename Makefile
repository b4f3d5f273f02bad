# Every target sets up what it needs: `make site` and `make test` work in a fresh clone.
# The network is used for installs only.

.DEFAULT_GOAL := help
BIN := .venv/bin

# Extra options for build.py, as in: make check ARGS='--format github'
ARGS ?=

# The first interpreter that is new enough and can make a venv: Debian's python3 cannot
# until python3-venv is there.
PYTHON ?= $(shell for python in python3.11 python3 python; do \
	$$python -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$python && break; done)

# The browser of the site's tests. Set it to use another one.
CHROMIUM ?= $(shell for browser in chromium chromium-browser google-chrome; do \
	command -v $$browser && break; done)

# A package manager that asks nothing, or nothing at all where there is none we may use.
APT := $(shell command -v apt-get >/dev/null || exit; \
	[ "$$(id -u)" = 0 ] && echo apt-get && exit; \
	sudo -n true 2>/dev/null && echo sudo -n apt-get)

# Packages of the site's scripts, exactly as locked; none of them may run a script of its own here.
NPM_CI := npm ci --ignore-scripts --no-audit --no-fund --loglevel=error

.PHONY: pictures lighthouse print fonts site test check fmt serve bench lock vendor clean help browser node servers

site: .venv/requirements.stamp ## Build the site, English and Chinese, into site/
	$(BIN)/python build.py $(ARGS)

print: .venv/requirements.stamp fonts ## Build the site with its books (PDF)
	$(BIN)/python build.py print $(ARGS)

# Files of tests in their order, not the largest first: the longest tests stand at the head.
test: .venv/requirements-dev.stamp node_modules/installed.stamp browser servers fonts ## Run every test: lint, types, formatting, pytest
	$(BIN)/ruff check
	@$(BIN)/ruff format --check || { echo "To repair: make fmt"; exit 1; }
	$(BIN)/mypy --strict
	@$(BIN)/python build.py fmt --check || { echo "To repair: make fmt"; exit 1; }
	CHROMIUM="$(CHROMIUM)" $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

pictures: .venv/requirements-dev.stamp browser ## Take pictures of every kind of page into build/screenshots/
	CHROMIUM="$(CHROMIUM)" $(BIN)/python -m pytest -m pictures -n 2

lighthouse: .venv/requirements-dev.stamp node_modules/installed.stamp browser servers ## Ask Lighthouse for its marks of the site that was built last
	CHROMIUM="$(CHROMIUM)" $(BIN)/python -m pytest -m speed

check: .venv/requirements.stamp ## Parse and validate the graph
	$(BIN)/python build.py check $(ARGS)

fmt: .venv/requirements-dev.stamp ## Format the Python and the Turtle
	$(BIN)/ruff check --quiet --select I --fix # sorts imports
	$(BIN)/ruff format
	$(BIN)/python build.py fmt

serve: .venv/requirements.stamp ## Build, serve on this machine, rebuild on change
	$(BIN)/python build.py serve $(ARGS)

bench: .venv/requirements-dev.stamp browser ## Measure the build and the query page
	CHROMIUM="$(CHROMIUM)" $(BIN)/python -m tests.bench

# The dev lock is compiled against the runtime lock, so that both name the same versions.
# A lock must hold for everybody: no address of this machine's package index goes into it.
COMPILE = CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --generate-hashes \
	--allow-unsafe --strip-extras \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host
lock: .venv/requirements-dev.stamp ## Compile pyproject.toml into the two lock files
	$(COMPILE) --output-file requirements.txt pyproject.toml
	$(COMPILE) --extra dev --constraint requirements.txt \
		--output-file requirements-dev.txt pyproject.toml

vendor: node_modules/installed.stamp ## Bundle the site's scripts and font into docs/assets/, and the maps' land
	rm -rf docs/assets/explore docs/assets/fonts docs/assets/query docs/assets/search
	npm run --silent vendor
	npm run --silent land

clean: ## Remove what was built, and the caches (not .venv, not node_modules)
	rm -rf build site .mypy_cache .ruff_cache .pytest_cache
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.venv/bin/python:
	@[ -n "$(PYTHON)" ] || { \
		echo "This needs Python 3.11 or newer, with venv. On Debian: apt-get install python3-venv"; \
		echo "If it has another name: make PYTHON=/path/to/python"; exit 1; }
	$(PYTHON) -m venv .venv

# A stamp is as new as the lock that it installed: a changed lock is installed, nothing else is.
.venv/%.stamp: %.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

# An argument of a call cannot hold one.
comma := ,

# Installs $$missing, which books or tests need for $(1), or says how to; $(2) is a last word to that.
define install
	[ -n "$$missing" ] || exit 0; \
	[ -n "$(APT)" ] || { \
		echo "This needs $(1); not found: $$missing"; \
		echo "On Debian, as root: apt-get install $$missing"; \
		$(2) exit 1; }; \
	$(APT) update -qq && \
	DEBIAN_FRONTEND=noninteractive $(APT) install -y -qq --no-install-recommends $$missing
endef

node_modules/installed.stamp: package-lock.json | node
	$(NPM_CI)
	@touch $@

node: # Node.js, with which the site's scripts are bundled and compared; no site needs it
	@missing=; \
	command -v node >/dev/null || missing="nodejs"; \
	command -v npm >/dev/null || missing="$$missing npm"; \
	$(call install,Node.js 18 or newer with npm)

browser: | node # Chromium, and glyphs for the Chinese pages it shows
	@missing=; \
	command -v "$(CHROMIUM)" >/dev/null || missing="chromium"; \
	[ "$$(uname)" != Linux ] || fc-list :lang=zh 2>/dev/null | grep -q . || \
		missing="$$missing fontconfig fonts-noto-cjk"; \
	$(call install,Chromium and a Chinese font,echo "If Chromium has another name: CHROMIUM=/path/to/chrome make test";)

fonts: # What draws the books, the fonts they are set in, and what looks into them
	@missing=; \
	ldconfig -p 2>/dev/null | grep -q libpangoft2-1.0 || missing="libpangoft2-1.0-0"; \
	ldconfig -p 2>/dev/null | grep -q libharfbuzz-subset || missing="$$missing libharfbuzz-subset0"; \
	command -v pdffonts >/dev/null || missing="$$missing poppler-utils"; \
	command -v fc-list >/dev/null || missing="$$missing fontconfig"; \
	fc-list 2>/dev/null | grep -q NotoSerif- || missing="$$missing fonts-noto-core"; \
	fc-list 2>/dev/null | grep -q NotoSerifCJK || missing="$$missing fonts-noto-cjk"; \
	$(call install,Pango and the Noto fonts)

servers: | browser # Web servers for the tests of the hosts, which start them, a client, an RDF parser of others, Java for the checker of HTML
	@missing=; PATH="$$PATH:/usr/sbin"; \
	command -v nginx >/dev/null || missing="$$missing nginx-light"; \
	command -v apache2 >/dev/null || missing="$$missing apache2-bin"; \
	[ -e /etc/mime.types ] || missing="$$missing media-types"; \
	command -v curl >/dev/null || missing="$$missing curl"; \
	command -v rapper >/dev/null || missing="$$missing raptor2-utils"; \
	command -v java >/dev/null || missing="$$missing default-jre-headless"; \
	$(call install,web servers$(comma) curl$(comma) rapper and Java)
