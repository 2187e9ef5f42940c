"""Functions of a few values that every SQL file may call: names spelled alike, intervals of days.

Models call no macros, since a macro hides what it reads and what decides a table. These read
nothing, and what they are is part of the hash of each query that calls them; so one rule serves
models, checks and analysts. Each is a file like any other macro, and none is written here.
"""

from __future__ import annotations

from functools import cache

import duckdb

from warehouse.paths import SQL_ROOT

NAMES = ("plain_of", "slug_of", "asked_plain_of", "holds_on", "share_a_day")
"""In an order in which each stands on earlier ones."""


@cache
def definitions() -> dict[str, str]:
    """What creates each function, by its name."""
    folder = SQL_ROOT / "macro" / "meta"
    return {name: (folder / f"{name}.sql").read_text(encoding="utf-8") for name in NAMES}


def create_in(con: duckdb.DuckDBPyConnection) -> None:
    """Make them where queries of ours will run."""
    for definition in definitions().values():
        con.execute(definition)
