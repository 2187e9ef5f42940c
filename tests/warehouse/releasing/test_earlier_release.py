"""Checks read tables of the last release, which may have been stored under another class."""

from pathlib import Path

import polars as pl

from schemas import columns
from schemas.base import Table
from warehouse.project import engine


class Today(Table):
    """What the class says now: `number` is new, `gone` is no more."""

    item_id: str = columns.column("Id")
    number: float = columns.measure("How many")


def test_a_column_it_did_not_have_is_null_and_one_it_lost_is_not_seen(tmp_path: Path) -> None:
    path = tmp_path / "stored.parquet"
    pl.DataFrame({"item_id": ["a"], "gone": [1]}).write_parquet(path)
    con = engine.connect()
    engine.create_earlier_view(con, "previous.core.item", [path], Today)
    found = con.execute("describe previous.core.item").fetchall()
    assert [(row[0], row[1]) for row in found] == [("item_id", "VARCHAR"), ("number", "DOUBLE")]
    assert con.execute("from previous.core.item").fetchall() == [("a", None)]
