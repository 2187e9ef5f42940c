"""Nothing is looked for in vain: what stands under another name is found, what has no number says why."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from warehouse.paths import Home
from warehouse.releasing.reading import open_published


@pytest.fixture(scope="module")
def con(first_refresh: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_published(Home(first_refresh)) as opened:
        yield opened


@pytest.mark.parametrize(("view", "thing", "register", "number"), [
    ("costs", "model_id", "models", "million_usd_2023"), ("prices", "chip_id", "chips", "usd"),
    ("rent", "chip_id", "chips", "coalesce(usd_per_hour, asked_usd_per_hour)"),
    ("status", "chip_id", "chips", "in_fact"),
])
def test_a_view_tells_of_everything_a_number_or_why_there_is_none(
    con: duckdb.DuckDBPyConnection, view: str, thing: str, register: str, number: str
) -> None:
    """DeepSeek-R1 had no rows among the costs, and nothing said why."""
    why_not = "false" if view == "status" else "why_not is not null"
    silent = con.execute(f"select {thing} from {register} except all select distinct {thing} from {view} "
                         f"where {number} is not null or {why_not}").fetchall()
    assert silent == [] and con.execute(f"select count(*) from {register}").fetchone()[0] > 100


@pytest.mark.parametrize(("words", "name", "views"), [
    ("H20", "NVIDIA H20", {"chips", "status", "prices", "rent"}),
    ("deepseek r1", "DeepSeek-R1", {"models", "costs"}),
    ("UAE", "United Arab Emirates", {"status", "best_legal_chip", "gap", "clusters", "models"}),
    ("nvidia", "NVIDIA", {"models", "chips", "clusters"}), ("Narnja H100", "", set()),
    ("colosus 2", "Colossus 2", {"clusters"}),
])
def test_whatever_is_called_so_is_found_with_queries_that_have_rows(
    con: duckdb.DuckDBPyConnection, words: str, name: str, views: set[str]
) -> None:
    if not name:
        with pytest.raises(duckdb.Error, match=r"is called 'Narnja H100' or like it; `from help\(\)` lists"):
            con.execute("from find(?)", [words]).fetchall()
        return
    told = con.execute("select look_at, query from find(?) where name = ?", [words, name]).fetchall()
    assert {view for view, query in told if query} == views
    assert all(con.execute(query).fetchone() for _, query in told if query)


def test_owners_are_called_as_their_models_call_them(con: duckdb.DuckDBPyConnection) -> None:
    """Clusters held ids, so that whoever asked for Microsoft's found none."""
    for owner in ("Microsoft", "OpenAI", "Meta"):
        assert con.execute(f"select count(*) from clusters where owners like '%{owner}%'").fetchone()[0] > 1
    listed = con.execute("select distinct owners from clusters where owners is not null").fetchall()
    assert [owners for (owners,) in listed if len(set(owners.split(", "))) < len(owners.split(", "))] == []
