"""A refresh publishes in one go without a register's file that checks find at fault."""

from __future__ import annotations

from tests.support.small_project import SOURCE, Small
from warehouse.paths import Home
from warehouse.storage.snapshots import Snapshots

IS_SMALL = (
    "-- severity: set_aside\n-- table: raw.small_seen\n-- column: number\n"
    "-- description: nobody counts so many\n"
    "select item_id from raw.small_seen where number > 900\n"
)


NOT_PUBLISHED = "not published: check small_count_is_no_three"


def counted_on(small: Small, day: int, high_count: int) -> None:
    """A file of a hundred counts, and some that are far too high."""
    counts = {f"i{n:02}": 1 for n in range(100)} | {f"h{n:02}": 950 for n in range(high_count)} | {"a": day}
    file = small.counted(f"seen_{day}.csv", **counts)
    small.console("ingest", SOURCE, str(file), "--known-at", f"2025-05-{day:02}")


def number_of_a(small: Small) -> str:
    return small.console("sql", "select number from core.small_item where item_id = 'a'").stdout.split()[-1]


def test_a_refresh_holds_the_file_and_publishes_what_was_believed_before(small: Small) -> None:
    small.write("dbt_like_sql/check/small/small_count_is_small.sql", IS_SMALL)
    counted_on(small, 2, 0)
    small.console("accept", SOURCE)
    small.console("refresh", "--no-fetch")
    assert number_of_a(small) == "2"
    counted_on(small, 3, 12)
    said = small.console("refresh", "--no-fetch").stdout
    assert "published" in said and "12 of 113 rows of raw.small_seen are set aside by" in said
    assert number_of_a(small) == "2"
    small.console("accept", SOURCE)
    small.console("refresh", "--no-fetch")
    assert number_of_a(small) == "3"


def test_a_refresh_holds_the_file_that_a_check_of_the_whole_names(small: Small) -> None:
    counted_on(small, 2, 0)
    small.console("accept", SOURCE)
    small.console("refresh", "--no-fetch")
    counted_on(small, 3, 0)
    newest = Snapshots(Home(small.home).snapshots).sightings(SOURCE)[-1].snapshot_id
    small.write("dbt_like_sql/check/small/small_count_is_no_three.sql", (
        "-- severity: blocking\n-- holds: fault\n-- description: nobody counts to three\n"
        f"select '{SOURCE}' as source_id, '{newest}' as first_snapshot_id, item_id || ' says 3' as fault\n"
        "from core.small_item where number = 3\n"
    ))
    said = small.console("refresh", "--no-fetch").stdout
    assert "published" in said and "a says 3 (small_count_is_no_three)" in said
    assert number_of_a(small) == "2"
    small.console("accept", SOURCE)
    [reason] = small.refuse()
    assert reason.startswith(NOT_PUBLISHED)
