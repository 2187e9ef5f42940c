"""The checks of shares, held against the faults that were once published: each must be seen red."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.support.files import sql_text
from warehouse.paths import Home

SHARE = "metric.flow_share_by_country_quarter"
SHIPMENT = "core.chip_shipment"
SAME = "check.share_compares_the_same_designers"
NOTHING = "check.share_of_nothing_is_stated"

FAULTS = {
    "a designer that states nothing is counted": (
        SAME, "covered_designer_ids = list_append(covered_designer_ids, 'nvidia-of-nowhere')",
        "len(covered_designer_ids) > 0"),
    "a share without a designer is called complete": (
        SAME, "is_incomplete = false", "len(uncovered_designer_ids) > 0"),
    "a designer that later quarters count is forgotten and the share is called complete": (
        SAME, "is_incomplete = false, uncovered_designer_ids = []", "len(uncovered_designer_ids) > 0"),
    "a designer is covered and uncovered": (
        SAME, "is_incomplete = true, uncovered_designer_ids = covered_designer_ids",
        "len(covered_designer_ids) > 0"),
    "unknown purchases are a share of nothing": (
        NOTHING, "flow_share = 0, covered_designer_ids = ['google']",
        "country_code = 'CHN' and designer_id = 'all'"),
}
"""The check, what is set in its table, and in which rows."""


@pytest.fixture
def con(first_refresh: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published tables that the checks read, where a test may falsify them."""
    with duckdb.connect() as con:
        con.execute(f"attach '{Home(first_refresh).published}' as release (read_only)")
        for table in (SHARE, SHIPMENT):
            con.execute(f"create schema {table.partition('.')[0]}")
            con.execute(f"create table {table} as select * from release.{table}")
        yield con


def faults(con: duckdb.DuckDBPyConnection, check: str) -> int:
    return len(con.execute(sql_text(check)).fetchall())


@pytest.mark.parametrize(("check", "falsified", "where"), FAULTS.values(), ids=list(FAULTS))
def test_a_false_share_is_refused(
    check: str, falsified: str, where: str, con: duckdb.DuckDBPyConnection
) -> None:
    """Every falsified row is named, and none before it was falsified."""
    assert faults(con, check) == 0
    (changed,) = con.execute(f"update {SHARE} set {falsified} where {where}").fetchall()[0]
    assert changed > 0
    assert faults(con, check) >= changed


def test_one_row_is_enough(con: duckdb.DuckDBPyConnection) -> None:
    """China's share of the quarter that only Google and Nvidia reach, as it was published once."""
    con.execute(f"delete from {SHARE} where country_code <> 'CHN' or designer_id <> 'all'")
    con.execute(f"delete from {SHARE} where rowid <> (select max(rowid) from {SHARE})")
    con.execute(f"update {SHARE} set flow_share = 0, covered_designer_ids = ['google', 'nvidia'], "
                "uncovered_designer_ids = ['huawei'], is_incomplete = false")
    con.execute(f"delete from {SHIPMENT} where owner_country_code = 'CHN'")
    assert (faults(con, NOTHING), faults(con, SAME)) == (1, 1)
