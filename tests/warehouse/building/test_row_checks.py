"""One bad row never blocks the rest: it is set aside, told, and comes back mended or accepted."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from tests.support.folding import RawTestPrice
from tests.support.homes import opened
from tests.support.made_frames import table
from tests.support.mini import Mini
from warehouse.building.row_checks import Bench, ruled
from warehouse.errors import ChipledgerError, ReleaseRefused
from warehouse.project.models import SqlFile
from warehouse.storage.store import Store

NAMED_BAD = (
    "-- severity: set_aside\n-- table: raw.mini_seen\n-- column: item_id\n"
    "-- description: it is called bad\n"
    "select item_id from raw.mini_seen where item_id like 'bad%'\n"
)
ITEMS = "select item_id, 1::bigint as number from raw.mini_seen\n"


@pytest.fixture
def seen(mini_project: Mini) -> Mini:
    """The tiny project over a publisher's list, with a check of its rows."""
    mini_project.add_source()
    mini_project.write("core/mini_item.sql", ITEMS)
    mini_project.write("check/mini_item_is_not_bad.sql", NAMED_BAD)
    return mini_project


def see(mini: Mini, day: int, *items: str) -> None:
    at = datetime(2024, 3, day, tzinfo=UTC)
    mini.snapshots.add("mini_seen", "\n".join(items).encode(), at, "stated", at, "file")


def published(mini: Mini, query: str) -> list[tuple[object, ...]]:
    mini.publish()
    with opened(mini.home.published) as con:
        return con.execute(query).fetchall()


ALL_ITEMS = "select item_id from core.mini_item order by 1"
ASIDE = "select source_id, source_locator, column_name, value, check_name from meta.set_aside_row"


def test_the_row_is_set_aside_and_the_rest_is_published(seen: Mini) -> None:
    see(seen, 1, "a", "bad", "c")
    assert published(seen, ALL_ITEMS) == [("a",), ("c",)]
    assert published(seen, ASIDE) == [
        ("mini_seen", "row 2", "item_id", "bad: bad", "mini_item_is_not_bad")]
    told = published(seen, "select severity, failure_count, first_failure from meta.check_result "
                           "where check_name = 'mini_item_is_not_bad'")
    assert told == [("set_aside", 1, "bad: bad")]


def test_a_check_that_does_not_say_which_rows_is_refused_before_anything_runs(seen: Mini) -> None:
    seen.write("check/mini_item_is_not_bad.sql", NAMED_BAD.replace("select item_id from", "select 1 from"))
    with pytest.raises(ChipledgerError, match=r"names no item_id, by which raw\.mini_seen"):
        seen.project()


def test_a_mended_row_comes_back(seen: Mini) -> None:
    see(seen, 1, "a", "bad", "c")
    see(seen, 2, "a", "b", "c")
    assert published(seen, ALL_ITEMS) == [("a",), ("b",), ("c",)]
    assert published(seen, ASIDE) == []


def test_what_a_person_accepts_is_let_pass_and_nothing_else(seen: Mini) -> None:
    see(seen, 1, "a", "bad", "c")
    seen.publish()
    (check, notes), = seen.builder().bindings.rulings()
    say = seen.snapshots.verdicts.say
    say("accept_check", "", check.name, notes["findings"][check.name], "that is its name")
    assert published(seen, ALL_ITEMS) == [("a",), ("bad",), ("c",)]
    assert published(seen, "select kind, subject, reason from meta.decision") == [
        ("accept_check", check.name, "that is its name")]
    assert published(seen, "select accepted_because from meta.check_result where check_name = "
                           f"'{check.name}'") == [("that is its name",)]
    see(seen, 2, "a", "bad", "badly")
    assert published(seen, ALL_ITEMS) == [("a",)], "two rows are another finding than one"
    see(seen, 3, "a", "bad", "c")
    say("accept_check", "", check.name, notes["findings"][check.name], "", is_withdrawn=True)
    assert published(seen, ALL_ITEMS) == [("a",), ("c",)]


GOOD = [f"item{n:03}" for n in range(100)]
STATES = "select snapshot_id is not null, status, message from meta.snapshot order by known_at"


@pytest.mark.parametrize("bad_count", [5, 12])
def test_a_file_of_a_register_that_checks_empty_of_too_much_is_held(seen: Mini, bad_count: int) -> None:
    see(seen, 1, *GOOD)
    assert len(published(seen, ALL_ITEMS)) == 100
    see(seen, 2, *GOOD[1:], "news", *(f"bad{n}" for n in range(bad_count)))
    is_held = bad_count == 12
    if is_held:
        with pytest.raises(ReleaseRefused, match=r"12 of 112 rows of raw.mini_seen are set aside by"):
            seen.publish()
    expected = GOOD if is_held else [*GOOD[1:], "news"]
    assert published(seen, ALL_ITEMS) == [(name,) for name in expected]
    assert [status for _, status, _ in published(seen, STATES)] == ["folded", "held" if is_held else "folded"]
    assert published(seen, "select kind from meta.decision") == [("hold",)] * is_held


def test_a_held_file_counts_when_a_person_vouches_for_it_without_its_bad_rows(seen: Mini) -> None:
    see(seen, 1, *GOOD)
    see(seen, 2, *GOOD[1:], "news", *(f"bad{n}" for n in range(12)))
    with pytest.raises(ReleaseRefused):
        seen.publish()
    seen.publish()
    last = seen.snapshots.sightings("mini_seen")[-1]
    seen.snapshots.accept("mini_seen", last.sha256)
    assert published(seen, ALL_ITEMS) == [(name,) for name in [*GOOD[1:], "news"]]
    assert published(seen, "select count(*) from meta.set_aside_row") == [(12,)]


@pytest.mark.parametrize(("line", "said"), [
    ("-- table: raw.mini_seen\n", "sets rows of '' aside"),
    ("-- column: item_id\n", "has no column"),
])
def test_a_check_that_does_not_say_of_what_is_refused(seen: Mini, line: str, said: str) -> None:
    seen.write("check/mini_item_is_not_bad.sql", NAMED_BAD.replace(line, ""))
    with pytest.raises(ChipledgerError, match=said):
        seen.project()


def test_a_check_of_the_whole_reads_no_raw_table(seen: Mini) -> None:
    seen.write("check/mini_item_is_not_bad.sql", NAMED_BAD.replace("set_aside", "blocking"))
    with pytest.raises(ChipledgerError, match=r"reads raw\.mini_seen"):
        seen.project()


LOW = SqlFile("price_is_not_low", Path("price_is_not_low.sql"),
              "select name, observed_date from raw.test_price where price_usd < 1",
              ("raw.test_price",), {"column": "price_usd"})


def prices(tmp_path: Path, low_count: int, limit: float | None) -> tuple[pl.DataFrame, list[str]]:
    rows = [{
        "name": f"chip{n:02}", "price_usd": 0.5 if n < low_count else 2.0, "source_locator": f"row {n}",
        "observed_date": datetime(2024, 1, 1, tzinfo=UTC).date(), "source_id": "shop",
        "first_snapshot_id": "one" if n < 40 else "two",
    } for n in range(80)]
    limits = {} if limit is None else {"shop": limit}
    bench = Bench(Store(tmp_path), RawTestPrice, [LOW], {}, (), limits)
    ruling = ruled(bench, table(RawTestPrice, *rows))
    return ruling.frame, [said["value"] for said in ruling.told]


@pytest.mark.parametrize(("low_count", "limit", "kept"), [
    (12, None, 68), (12, 0.5, 68), (12, 0.2, 40), (9, 0.0, 71), (0, 0.0, 80),
])
def test_too_many_rows_of_a_file_take_the_others_with_them(
    tmp_path: Path, low_count: int, limit: float | None, kept: int
) -> None:
    frame, told = prices(tmp_path, low_count, limit)
    assert frame.height == kept
    assert len(told) == 80 - kept
    assert sum("too many others" in value for value in told) == 80 - kept - low_count


def test_rows_curated_here_stay(tmp_path: Path) -> None:
    row = {"name": "chip", "price_usd": 0.5, "source_locator": "seed/x.csv", "source_id": "seed",
           "observed_date": datetime(2024, 1, 1, tzinfo=UTC).date()}
    ruling = ruled(Bench(Store(tmp_path), RawTestPrice, [LOW], {}, (), {}), table(RawTestPrice, row))
    assert (ruling.frame.height, ruling.told) == (1, [])
