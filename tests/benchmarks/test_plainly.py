"""SQL models as anybody's tool would run them, over native tables without statistics of ours."""

from __future__ import annotations

from pathlib import Path

import duckdb

from benchmarks.plainly import created
from tests.support.files import sql_path
from warehouse.paths import Home
from warehouse.project import functions, sql

FREED = "step.freed_status_by_item_destination_group"


def test_a_model_of_the_law_ends_in_plain_duckdb(first_refresh: Path) -> None:
    """In an unlucky order its joins meet every answer with those of all other groups of countries."""
    path = sql_path(FREED)
    text = path.read_text(encoding="utf-8")
    with duckdb.connect(config={"threads": 2}) as con:
        con.execute(f"attach '{Home(first_refresh).published}' as release (read_only)")
        functions.create_in(con)
        for schema in ("core", "metric", "step"):
            con.execute(f"create schema {schema}")
        for read in sql.reads(text, path):
            con.execute(f"create table {read} as from release.{read}")
        assert created(con, FREED, sql.bare(text))
        con.execute(f"create table built as from release.{FREED}")
        differ = f"(from {FREED} except from built) union all (from built except from {FREED})"
        assert con.execute(differ).fetchall() == []
