# Two commands: `make refresh` builds the warehouse, `make test` runs the tests.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
DOCS := .venv-docs/bin
BEYOND := .venv-beyond
AUDIT := .venv-audit

.PHONY: refresh report docs pictures test check ui bench soak beyond audit lock clean

refresh: $(READY)
	@$(BIN)/chipledger refresh || [ $$? -eq 3 ]

report: $(READY)
	@$(BIN)/chipledger report

docs: $(READY) $(DOCS)/mkdocs
	@$(BIN)/chipledger report --to docs/report.html
	@$(DOCS)/mkdocs build --quiet --strict
	@echo "written site/index.html"

$(DOCS)/mkdocs: pyproject.toml | $(READY)
	@$(PYTHON) -m venv .venv-docs
	@.venv-docs/bin/pip install -q --disable-pip-version-check "$$($(BIN)/python -c \
		'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["docs"])')"
	@touch $@

pictures: $(READY)
	@$(BIN)/chipledger report --pictures docs

test: $(READY)
	@POLARS_MAX_THREADS=1 $(BIN)/pytest -n 3 --maxschedchunk 1 -m "not soak"

check: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/pytest tests/house/test_layers.py tests/house/test_names.py tests/house/test_rooms.py tests/house/test_style.py

ui: $(READY)
	@$(BIN)/chipledger ui

bench: $(READY)
	@$(BIN)/python -m benchmarks $(BENCH)

soak: $(READY)
	@$(BIN)/pytest -n 2 --maxschedchunk 1 -m soak

beyond: $(BEYOND)/.ready
	@$(BEYOND)/bin/python -m pytest -m "not soak" tests/pipelines/export/test_iceberg.py tests/pipelines/remote \
		tests/pipelines/orchestration/test_deploy_files.py

$(BEYOND)/.ready: pyproject.toml | $(READY)
	@$(PYTHON) -m venv $(BEYOND)
	@$(BIN)/python -c 'import site; print(site.getsitepackages()[0])' \
		> "$$($(BEYOND)/bin/python -c 'import site; print(site.getsitepackages()[0])')/base.pth"
	@$(BEYOND)/bin/pip install -q --disable-pip-version-check $$($(BIN)/python -c \
		'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["beyond"])')
	@$(BEYOND)/bin/pip install -q --disable-pip-version-check --no-deps --target $(BEYOND)/duckdb \
		duckdb==1.5.5 duckdb-extension-avro==1.5.5 duckdb-extension-iceberg==1.5.5
	@touch $@

audit: $(READY)
	@$(PYTHON) -m venv $(AUDIT)
	@$(AUDIT)/bin/pip install -q --disable-pip-version-check pip-audit==2.10.1 pip-licenses==5.5.5
	@$(AUDIT)/bin/pip-licenses --python $(BIN)/python --order license
	@$(AUDIT)/bin/pip-audit --strict --disable-pip --require-hashes -r requirements.lock

lock: $(READY)
	@uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
		--no-annotate --no-strip-extras --extra development pyproject.toml -o requirements.lock

clean:
	@rm -rf .venv .venv-docs $(BEYOND) $(AUDIT) site docs/report.html

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "chipledger needs Python 3.11 or newer; set PYTHON=/path/to/python3"; exit 1; }
	@echo "installing into .venv (once; the only step that uses a package index)"
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(PYTHON) -m compileall -q pipelines warehouse schemas
	@touch $(READY)
