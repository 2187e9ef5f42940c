"""What is believed after some sightings of a register or of observations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import folding
from tests.support.folding import FakeSource, World, at, chips, on
from warehouse.errors import ChipledgerError
from warehouse.folding.fold import Register
from warehouse.storage.snapshots import end_of_day


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def test_a_value_that_changes_and_changes_back_gives_three_intervals(world: World) -> None:
    for day, price in [(1, "10"), (2, "20"), (3, "10")]:
        world.see(at(day), chips(a=price))
    assert world.intervals("a") == [
        (10.0, at(1), at(2)), (20.0, at(2), at(3)), (10.0, at(3), None)
    ]
    assert [world.prices(at(day))["a"] for day in (1, 2, 3)] == [10.0, 20.0, 10.0]


def test_nothing_is_believed_before_the_first_sighting(world: World) -> None:
    world.see(at(2), chips(a="10"))
    assert world.rows(at(1)) == []
    assert world.rows(at(2)) != []


def test_a_restated_record_keeps_where_it_was_first_seen(world: World) -> None:
    first = world.see(at(1), chips(a="10", b="1"))
    second = world.see(at(2), chips(b="2", a="10"))
    seen = {row["name"]: (row["first_snapshot_id"], row["source_locator"]) for row in world.rows()}
    assert seen == {"a": (first.snapshot_id, "row 2"), "b": (second.snapshot_id, "row 2")}


def test_a_late_sighting_refolds_from_its_own_time(world: World) -> None:
    world.see(at(1), chips(a="10"))
    world.see(at(3), chips(a="30"))
    world.belief()
    world.see(at(2), chips(a="20"))
    assert world.intervals("a") == [
        (10.0, at(1), at(2)), (20.0, at(2), at(3)), (30.0, at(3), None)
    ]


def test_a_late_sighting_reuses_the_steps_before_it(world: World) -> None:
    world.see(at(1), chips(a="10"))
    world.see(at(3), chips(a="30"))
    world.belief()
    before = world.built()
    world.see(at(2), chips(a="20"))
    world.belief()
    after = world.built()
    assert before.items() <= after.items()
    assert len(after) == len(before) + 3, "one file parsed, and folded on days 2 and 3"


def test_a_new_sighting_parses_and_folds_only_itself(world: World) -> None:
    for day in range(1, 6):
        world.see(at(day), chips(a=str(day)))
    world.belief()
    before = world.built()
    world.see(at(6), chips(a="6"))
    world.belief()
    assert before.items() <= world.built().items()
    assert len(world.built()) == len(before) + 2


def test_the_same_sightings_are_not_parsed_again(world: World) -> None:
    world.see(at(1), chips(a="10"))
    world.belief()
    calls: list[bytes] = []
    world.source = replace(world.source, parse=_recording(world.source, calls))
    assert world.prices() == {"a": 10.0}
    assert calls == []


def _recording(source: FakeSource, calls: list[bytes]) -> Any:
    def parse(data: bytes) -> Any:
        calls.append(data)
        return source.parse(data)

    parse.__module__ = source.parse.__module__
    return parse


def test_a_record_missing_from_a_file_is_removed_then(world: World) -> None:
    world.see(at(1), chips(a="1", b="2", c="3"))
    world.see(at(2), chips(a="1", c="3"))
    assert world.prices() == {"a": 1.0, "c": 3.0}
    assert world.intervals("b") == [(2.0, at(1), at(2))]
    assert world.belief().outcomes[-1].removed == 1


def test_a_removed_record_that_returns_has_a_gap(world: World) -> None:
    for day, file in [(1, chips(a="1", b="2")), (2, chips(a="1")), (3, chips(a="1", b="2"))]:
        world.see(at(day), file)
    assert world.intervals("b") == [(2.0, at(1), at(2)), (2.0, at(3), None)]
    assert "b" not in world.prices(at(2))


def test_the_outcome_counts_what_a_file_changed(world: World) -> None:
    world.see(at(1), chips(a="1", b="2", c="3"))
    world.see(at(2), chips(a="1", b="9", d="4"))
    counts = [(o.added, o.changed, o.removed) for o in world.belief().outcomes]
    assert counts == [(3, 0, 0), (1, 1, 1)]


def covered_world(root: Path, **rule: Any) -> World:
    register = Register(key=("name",), coverage=("maker",), max_removed_share=0.5)
    return World(root, FakeSource(register=replace(register, **rule)))


def test_only_records_that_a_file_covers_can_be_missing_from_it(tmp_path: Path) -> None:
    world = covered_world(tmp_path)
    world.see(at(1), "name,maker,price\na,X,1\nb,X,2\nc,Y,3\nd,,4\n")
    world.see(at(2), "name,maker,price\na,X,1\n")
    assert world.prices() == {"a": 1.0, "c": 3.0, "d": 4.0}


def test_a_key_of_several_columns_one_a_number_is_folded(tmp_path: Path) -> None:
    source = FakeSource(table=folding.RawTestPart, parse=folding.parse_parts,
                        register=Register(key=("region", "number")))
    world = World(tmp_path, source)
    world.see(at(1), "region,number,price\nUSA,1,10\nUSA,2,20\nCHN,1,30\n")
    world.see(at(2), "region,number,price\nUSA,1,10\nUSA,2,21\nCHN,1,30.0\n")
    found = [(r["region"], r["number"], r["price_usd"]) for r in world.rows()]
    assert found == [("CHN", 1, 30.0), ("USA", 1, 10.0), ("USA", 2, 21.0)]
    assert world.belief().outcomes[-1].changed == 1


FULL = chips(a="1", b="2", c="3", d="4")
CUT = chips(a="7")
CUT_TOO = chips(a="8")


def test_a_file_that_drops_too_much_is_held_and_the_belief_stays(world: World) -> None:
    world.see(at(1), FULL)
    world.see(at(2), CUT)
    assert world.statuses() == ["folded", "held"]
    assert world.prices() == {"a": 1.0, "b": 2.0, "c": 3.0, "d": 4.0}
    assert "3 of 4" in world.belief().outcomes[-1].message


def test_a_file_that_drops_just_the_allowed_share_is_folded(world: World) -> None:
    world.see(at(1), FULL)
    world.see(at(2), chips(a="1", b="2"))
    assert world.prices() == {"a": 1.0, "b": 2.0}


def test_a_second_file_that_agrees_is_folded_at_its_own_time(world: World) -> None:
    world.see(at(1), FULL)
    world.see(at(2), CUT)
    world.see(at(3), CUT_TOO)
    assert world.statuses() == ["folded", "held", "folded"]
    assert world.prices() == {"a": 8.0}
    assert world.intervals("a") == [(1.0, at(1), at(3)), (8.0, at(3), None)]


def test_the_same_bytes_seen_again_confirm_a_held_file(world: World) -> None:
    world.see(at(1), FULL)
    world.see(at(2), CUT)
    world.see(at(3), CUT)
    world.see(at(4), CUT)
    assert world.statuses() == ["folded", "held", "folded"]
    assert world.intervals("b") == [(2.0, at(1), at(3))]


def test_a_second_file_that_drops_other_records_is_held_too(tmp_path: Path) -> None:
    world = World(tmp_path, FakeSource(register=Register(("name",), max_removed_share=0.25)))
    world.see(at(1), FULL)
    world.see(at(2), chips(a="1", b="2"))
    world.see(at(3), chips(c="3", d="4"))
    assert world.statuses() == ["folded", "held", "held"]
    assert set(world.prices()) == set("abcd")


def test_a_second_file_may_drop_the_allowed_share_besides(tmp_path: Path) -> None:
    world = World(tmp_path, FakeSource(register=Register(("name",), max_removed_share=0.25)))
    world.see(at(1), FULL)
    world.see(at(2), chips(a="1", b="2"))
    world.see(at(3), chips(a="1"))
    assert world.statuses() == ["folded", "held", "folded"]


def test_a_complete_file_after_a_held_one_makes_the_next_cut_start_anew(world: World) -> None:
    for day, file in [(1, FULL), (2, CUT), (3, FULL), (4, CUT)]:
        world.see(at(day), file)
    assert world.statuses() == ["folded", "held", "folded", "held"]
    assert len(world.prices()) == 4


def test_a_held_file_confirms_nothing_about_records_it_did_not_cover(tmp_path: Path) -> None:
    world = covered_world(tmp_path)
    x_and_y = "name,maker\na,X\nb,X\nc,X\nd,Y\ne,Y\nf,Y\n"
    world.see(at(1), x_and_y)
    world.see(at(2), "name,maker\na,X\n")
    world.see(at(3), "name,maker\nd,Y\n")
    assert world.statuses() == ["folded", "held", "held"]
    assert len(world.rows()) == 6


def test_an_accepted_file_is_folded_at_its_own_time(world: World) -> None:
    world.see(at(1), FULL)
    held = world.see(at(2), CUT)
    world.see(at(3), chips(a="9"))
    before = world.folder.components(None)
    world.accept(held)
    assert world.folder.components(None) != before
    assert world.statuses() == ["folded", "folded", "folded"]
    assert world.intervals("b") == [(2.0, at(1), at(2))]
    assert world.intervals("a") == [(1.0, at(1), at(2)), (7.0, at(2), at(3)), (9.0, at(3), None)]


def test_an_accepted_file_seen_again_changes_nothing(world: World) -> None:
    world.see(at(1), FULL)
    world.accept(world.see(at(2), CUT))
    before = world.folder.components(None), world.belief()
    world.see(at(3), CUT)
    assert (world.folder.components(None), world.belief()) == before


REFUSED = {
    "too many rows rejected": (chips(a="1", b="x", c="y"), "2 of 3 rows do not fit"),
    "a header is missing": ("title,price\na,1\n", "has no column 'name'"),
    "no rows": ("name,price\n", "no row fits"),
    "an empty file": ("", "is empty"),
    "a web page": ("<!DOCTYPE html>\n<html><body>Moved, sorry</body></html>", "is a web page"),
    "not text": (b"\xff\xfe\x00name", "is not UTF-8 text"),
    "the parser fails": (b"explode", "ZeroDivisionError('surprise')"),
}


@pytest.mark.parametrize(("data", "reason"), REFUSED.values(), ids=REFUSED)
def test_a_refused_file_leaves_the_last_good_belief(
    world: World, data: str | bytes, reason: str
) -> None:
    world.see(at(1), chips(a="1", b="2"))
    good = world.belief().parts
    world.see(at(2), data)
    belief = world.belief()
    assert belief.parts == good
    assert [o.status for o in belief.outcomes] == ["folded", "refused"]
    assert reason in belief.outcomes[-1].message
    world.see(at(3), chips(a="1", b="3"))
    assert world.prices() == {"a": 1.0, "b": 3.0}


def test_a_refused_first_file_gives_an_empty_table(world: World) -> None:
    world.see(at(1), "nonsense")
    assert world.rows() == []
    assert world.statuses() == ["refused"]


def test_bytes_that_are_lost_are_an_error_and_no_refusal(world: World) -> None:
    sighting = world.see(at(1), chips(a="1"))
    kept = world.snapshots.root / "bytes" / sighting.sha256
    data = kept.read_bytes()
    kept.unlink()
    with pytest.raises(ChipledgerError, match="lost or were edited"):
        world.belief()
    kept.write_bytes(data)
    assert world.prices() == {"a": 1.0}


@pytest.mark.parametrize("spoiled", ["x", "-3", "4,,"])
def test_a_row_that_cannot_be_used_does_not_remove_its_record(world: World, spoiled: str) -> None:
    """One slip in the row of a chip is no word on whether the chip is there, nor is a second one."""
    world.see(at(1), chips(a="1", b="2", c="3", d="4"))
    for day in (2, 3):
        world.see(at(day), chips(a="1", b="2", c="3", d="4").replace("d,4", f'"d",{spoiled}{day}'))
    outcome = world.belief().outcomes[-1]
    assert (outcome.status, outcome.rejected_row_count, outcome.removed) == ("folded", 1, 0)
    assert world.prices() == {"a": 1.0, "b": 2.0, "c": 3.0, "d": 4.0}
    world.see(at(4), chips(a="1", b="2", c="3"))
    assert set(world.prices()) == {"a", "b", "c"}, "what is left out is gone"


@pytest.mark.parametrize(("said", "believed"), [("-1", 900.0), ("n/a", 900.0), ("", None), ("700", 700.0)])
def test_a_cell_that_cannot_be_used_does_not_empty_what_is_believed(
    world: World, said: str, believed: float | None
) -> None:
    def cores(of_c: str) -> str:
        return f"name,price,cores\na,1,100\nb,1,200\nc,1,{of_c}\nd,1,400\ne,1,500\n"

    world.see(at(1), cores("900"))
    world.see(at(2), cores(said))
    outcome = world.belief().outcomes[-1]
    told = outcome.set_aside_row_count + outcome.rejected_row_count
    assert (outcome.status, told) == ("folded", int(said in ("-1", "n/a")))
    assert world.values("core_count") == {"a": 100, "b": 200, "c": believed, "d": 400, "e": 500}


def test_a_few_rejected_rows_are_set_aside_and_counted(world: World) -> None:
    world.see(at(1), chips(a="1", b="2", c="3", d="x"))
    outcome = world.belief().outcomes[0]
    assert (outcome.status, outcome.row_count, outcome.rejected_row_count) == ("folded", 3, 1)


SAME = [
    ("30000", "30000.000000000004", 30000.000000000004),
    ("30000.0", "30000", 30000.0),
    ("9.9e+14", "989999999999999.875", 989999999999999.875),
    ("9.90E+14", "9.9e+14", 9.9e14),
    ("123456789012345.678901", "1.2345678901e+14", 123456789012345.678901),
    ("0.12", "0.121", 0.121),
    ("0.995", "1", 0.995),
    ("1.42e+14", "142400000000000", 1.424e14),
]


@pytest.mark.parametrize(("first", "second", "kept"), SAME)
@pytest.mark.parametrize("is_reversed", [False, True])
def test_numbers_that_agree_to_the_digits_printed_are_one_version_in_its_longer_form(
    world: World, first: str, second: str, kept: float, is_reversed: bool
) -> None:
    files = [chips(a=second), chips(a=first)] if is_reversed else [chips(a=first), chips(a=second)]
    world.see(at(1), files[0])
    world.see(at(2), files[1])
    assert world.intervals("a") == [(kept, at(1), None)]


DIFFERENT = [
    ("30000", "30001"),
    ("30000", "30000.6"),
    ("9.9e+14", "980000000000000"),
    ("0.1", "0.16"),
    ("1.4e+14", "1.5e+14"),
    ("", "5"),
    ("0.1", "0.12"),
    ("0.15", "0.2"),
    ("1.4e+14", "142000000000000"),
]


@pytest.mark.parametrize(("first", "second"), DIFFERENT)
@pytest.mark.parametrize("is_reversed", [False, True])
def test_numbers_that_differ_in_a_printed_digit_or_by_more_than_a_hundredth_are_two_versions(
    world: World, first: str, second: str, is_reversed: bool
) -> None:
    pair = (second, first) if is_reversed else (first, second)
    for day, price in enumerate(pair, start=1):
        world.see(at(day), chips(a=price))
    expected = [float(price) if price else None for price in pair]
    assert world.intervals("a") == [(expected[0], at(1), at(2)), (expected[1], at(2), None)]


def test_the_longer_form_is_what_later_files_are_compared_with(world: World) -> None:
    for day, price in [(1, "1.44e3"), (2, "1444"), (3, "1.44e3"), (4, "1436")]:
        world.see(at(day), chips(a=price))
    assert world.intervals("a") == [(1444.0, at(1), at(4)), (1436.0, at(4), None)]


def test_a_revised_record_keeps_the_longer_form_of_numbers_that_still_agree(world: World) -> None:
    for day, row in [(1, "a,X,12345,80000000000"), (2, "a,Y,1.23E+04,8.1E+10"), (3, "a,Y,12399,80000000000")]:
        world.see(at(day), f"name,maker,price,memory\n{row}\n")
    found = world.versions().select("maker", "price_usd", "memory_size_gb").rows()
    assert found == [("X", 12345.0, 80.0), ("Y", 12345.0, 81.0), ("Y", 12399.0, 80.0)]


def test_digits_are_counted_after_the_unit_is_converted(world: World) -> None:
    for day, size in [(1, "80000000000.0"), (2, "8e10"), (3, "81e9"), (4, "81100000000")]:
        world.see(at(day), f"name,memory\na,{size}\n")
    assert world.values("memory_size_gb") == {"a": 81.1}
    assert world.versions()["memory_size_gb"].to_list() == [80.0, 81.1]


def test_text_is_compared_letter_by_letter(world: World) -> None:
    for day, maker in [(1, "1.0"), (2, "1.00"), (3, ""), (4, ""), (5, "X")]:
        world.see(at(day), f"name,maker\na,{maker}\n")
    assert world.versions()["maker"].to_list() == ["1.0", "1.00", None, "X"]


def test_a_whole_number_that_changes_is_a_new_version(world: World) -> None:
    for day, count in [(1, "5"), (2, "5.0"), (3, "6")]:
        world.see(at(day), f"name,cores\na,{count}\n")
    assert world.versions()["core_count"].to_list() == [5, 6]


def test_of_two_files_of_the_same_time_the_later_one_leaves_no_empty_interval(
    world: World,
) -> None:
    world.see(at(1), chips(a="1", b="1", c="1"))
    world.see(at(1), chips(a="2", b="1"))
    assert world.intervals("a") == [(2.0, at(1), None)]
    assert world.intervals("c") == []
    assert world.versions().filter(pl.col("known_from_at") >= pl.col("known_to_at")).is_empty()


def test_the_order_of_two_files_of_the_same_time_enters_the_fingerprint(tmp_path: Path) -> None:
    files = [chips(a="1"), chips(a="2")]
    worlds = [World(tmp_path / name) for name in ("one", "two")]
    for world, order in zip(worlds, [files, files[::-1]], strict=True):
        for file in order:
            world.see(at(1), file)
    assert worlds[0].prices() != worlds[1].prices()
    assert worlds[0].folder.components(None) != worlds[1].folder.components(None)


def test_the_same_bytes_seen_again_change_nothing(world: World) -> None:
    world.see(at(1), chips(a="1", b="2"))
    before = world.folder.components(None), world.belief(), world.built()
    for day in (2, 3, 4):
        world.see(at(day), chips(a="1", b="2"))
        assert (world.folder.components(None), world.belief(), world.built()) == before


def test_what_matters_of_the_sightings_is_what_the_belief_tells_of(world: World) -> None:
    for day, file in enumerate([FULL, FULL, CUT, CUT, CUT, FULL, "x", "x", FULL], start=1):
        world.see(at(day), file)
    told = [outcome.sighting for outcome in world.belief().outcomes]
    assert world.folder.sightings(None) == told
    assert [s.known_at.day for s in told] == [1, 3, 4, 6, 7, 9]


def test_a_knowledge_time_between_two_sightings_does_not_change_the_fingerprint(
    world: World,
) -> None:
    world.see(at(1), chips(a="1"))
    world.see(at(5), chips(a="2"))
    assert world.folder.components(at(2)) == world.folder.components(at(4))
    assert world.folder.components(at(4)) != world.folder.components(at(5))


def published_world(root: Path) -> World:
    return World(root, FakeSource(register=Register(("name",), published_column="published_date")))


def record(price: str, published: str, name: str = "a") -> str:
    return f"name,price,published\n{name},{price},{published}\n"


@pytest.mark.parametrize("fetched", [at(9), datetime(2026, 1, 1, tzinfo=at(1).tzinfo)])
def test_a_record_with_its_own_date_is_believed_from_then_whenever_fetched(
    tmp_path: Path, fetched: datetime
) -> None:
    world = published_world(tmp_path)
    world.see(fetched, record("1", "2024-01-05"))
    assert world.rows(end_of_day(on(4))) == []
    assert world.prices(end_of_day(on(5))) == {"a": 1.0}
    assert world.prices() == {"a": 1.0}


def test_a_revision_is_believed_from_its_own_date(tmp_path: Path) -> None:
    world = published_world(tmp_path)
    world.see(at(20), record("1", "2024-01-05"))
    world.see(at(21), record("2", "2024-01-08"))
    days = {day: world.prices(end_of_day(on(day))).get("a") for day in (4, 5, 7, 8, 9)}
    assert days == {4: None, 5: 1.0, 7: 1.0, 8: 2.0, 9: 2.0}


@pytest.mark.parametrize("last", [("3", "2024-01-06"), ("3", "2024-01-05"), ("1", "2024-01-05")])
def test_a_record_dated_back_overrules_what_it_overlaps(
    tmp_path: Path, last: tuple[str, str]
) -> None:
    world = published_world(tmp_path)
    world.see(at(20), record("1", "2024-01-05"))
    world.see(at(21), record("2", "2024-01-08"))
    world.see(at(22), record(*last))
    for day in range(5, 10):
        rows = world.rows(end_of_day(on(day)))
        begun = on(day) >= date.fromisoformat(last[1])
        assert [row["price_usd"] for row in rows] == [float(last[0]) if begun else 1.0]


def test_a_published_record_that_returns_is_believed_once(tmp_path: Path) -> None:
    world = World(tmp_path, FakeSource(
        register=Register(("name",), max_removed_share=1, published_column="published_date")))
    both = "name,price,published\na,1,2024-01-05\nb,1,2024-01-05\n"
    for day, file in [(10, both), (12, record("1", "2024-01-05", "b")), (14, both)]:
        world.see(at(day), file)
    for day in range(5, 16):
        assert len(world.rows(end_of_day(on(day)))) == 2


def test_a_published_record_without_a_date_is_believed_from_its_sighting(tmp_path: Path) -> None:
    world = published_world(tmp_path)
    world.see(at(10), record("1", ""))
    assert world.rows(at(9)) == []
    assert world.prices(at(10)) == {"a": 1.0}


def shop(root: Path) -> World:
    return World(root, FakeSource(table=folding.RawTestPrice, parse=folding.parse_prices,
                                  kind="observations"))


def test_observations_have_one_part_per_day(tmp_path: Path) -> None:
    world = shop(tmp_path)
    world.see(at(2), chips(a="2"))
    world.see(at(1), chips(a="1", b="1"))
    assert [part.row_count for part in world.belief().parts] == [2, 1]
    found = [(r["observed_date"], r["name"], r["price_usd"]) for r in world.rows()]
    assert found == [(on(1), "a", 1.0), (on(1), "b", 1.0), (on(2), "a", 2.0)]


def test_two_files_of_one_day_are_two_observations(tmp_path: Path) -> None:
    world = shop(tmp_path)
    world.see(at(1, hour=8), chips(a="1", b="1"))
    world.see(at(1, hour=9), chips(a="2"))
    assert [(r["name"], r["price_usd"]) for r in world.rows()] == [("a", 1.0), ("b", 1.0), ("a", 2.0)]
    assert len({row["first_snapshot_id"] for row in world.rows()}) == 2
    world.see(at(1, hour=11), "no table")
    assert len(world.rows()) == 3, "a refused file adds nothing"


def test_the_same_prices_of_another_day_are_an_observation_of_that_day(tmp_path: Path) -> None:
    world = shop(tmp_path)
    for day in (1, 2, 3, 4):
        world.see(at(day), chips(a="1"))
    assert [row["observed_date"] for row in world.rows()] == [on(day) for day in (1, 2, 3, 4)]
    before = world.folder.components(None)
    world.see(at(4, hour=13), chips(a="1"))
    assert world.folder.components(None) == before


def test_an_observation_set_aside_twice_in_a_file_is_kept_once(tmp_path: Path) -> None:
    world = shop(tmp_path)
    world.see(at(1), "name,price\na,1\nb,1\nc,1\nd,1\na,2\n")
    assert [r["price_usd"] for r in world.rows()] == [1.0] * 4
    assert world.belief().outcomes[0].rejected_row_count == 1


files = st.dictionaries(
    st.sampled_from("abcd"), st.sampled_from(["", "1", "1.0", "1.2", "2", "2e0"]), min_size=1
)


@settings(max_examples=12, deadline=None)
@given(st.lists(files, min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_the_order_in_which_files_arrive_does_not_matter(
    contents: list[dict[str, str]], random: Any
) -> None:
    seen = [(at(day), chips(**prices)) for day, prices in enumerate(contents, start=1)]
    shuffled = random.sample(seen, len(seen))
    with TemporaryDirectory() as folder:
        straight, mixed = World(Path(folder) / "straight"), World(Path(folder) / "mixed")
        for sighting in seen:
            straight.see(*sighting)
        for sighting in shuffled:
            mixed.see(*sighting)
            mixed.belief()
        for day in range(1, len(seen) + 1):
            assert mixed.belief(at(day)).parts == straight.belief(at(day)).parts
            assert mixed.folder.components(at(day)) == straight.folder.components(at(day))
