"""Snapshots that change more than news changes are held: removal, alteration, emptying, growth."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from pipelines.formats.tabular import field, read_csv
from pipelines.project import sources
from schemas import base
from schemas.columns import column
from schemas.raw import RawTable
from tests.support.folding import (
    FakeSource,
    RawTestPart,
    RawTestPrice,
    World,
    at,
    parse_parts,
    parse_prices,
)
from warehouse.folding.fold import Register
from warehouse.folding.held_cell import HeldCell, told
from warehouse.folding.limits import Limits

NAMES = [f"chip{n:02}" for n in range(40)]
Rows = list[dict[str, str]]


def rows() -> Rows:
    return [{"name": name, "maker": f"maker {n % 4}", "price": f"{n + 10}00", "memory": f"{n + 1}e9",
             "cores": str(n + 100)} for n, name in enumerate(NAMES)]


def csv(found: Rows) -> str:
    header = list(rows()[0])
    return "\n".join([",".join(header), *(",".join(row[c] for c in header) for row in found)]) + "\n"


def with_column(name: str, change: Callable[[int, str], str]) -> Rows:
    return [row | {name: change(n, row[name])} for n, row in enumerate(rows())]


def times(factor: float) -> Callable[[int, str], str]:
    return lambda _, cell: f"{float(cell) * factor:g}"


def swapped() -> Rows:
    return [row | {"price": row["cores"], "cores": row["price"]} for row in rows()]


def shifted() -> Rows:
    found = rows()
    return [row | {"price": found[n - 1]["price"]} for n, row in enumerate(found)]


SLIPS: Mapping[str, tuple[Rows, str]] = {
    "a column in thousands": (with_column("price", times(1000)), "by a factor of 1e+03"),
    "a column in billionths": (with_column("memory", times(1e-9)), "by a factor of 1e-09"),
    "two columns swapped": (swapped(), "values of price_usd"),
    "a column one row down": (shifted(), "changes 40 of 40 values of price_usd"),
    "a column emptied": (with_column("cores", lambda *_: ""), "empties 40 of 40 values of core_count"),
    "a column of text replaced": (with_column("maker", lambda *_: "x"), "40 values of maker"),
    "a third in another unit": (
        with_column("price", lambda n, cell: f"{cell}000" if n % 3 else cell), "price_usd"),
    "one word for another": (
        with_column("maker", lambda _, cell: "maker 1" if cell == "maker 2" else cell),
        "says 'maker 1' for 'maker 2' in 10 of 10 values of maker"),
    "most records gone": (rows()[:15], "drops 25 of 40 records"),
    "another list behind it": (
        rows() + [row | {"name": f"other {row['name']}"} for row in rows()], "adds 40 records to 40"),
}


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


@pytest.mark.parametrize("slip", SLIPS)
def test_a_file_that_changes_more_than_news_does_is_held_and_changes_nothing(
    world: World, slip: str
) -> None:
    found, said = SLIPS[slip]
    world.see(at(1), csv(rows()))
    before = world.rows()
    world.see(at(2), csv(found))
    outcome = world.belief().outcomes[-1]
    assert outcome.status == "held"
    assert said in outcome.message
    assert world.rows() == before


@pytest.mark.parametrize("slip", SLIPS)
def test_a_held_change_is_believed_once_a_second_file_agrees_or_a_person_accepts_it(
    world: World, slip: str
) -> None:
    world.see(at(1), csv(rows()))
    held = world.see(at(2), csv(SLIPS[slip][0]))
    world.see(at(3), csv(SLIPS[slip][0]))
    assert world.statuses() == ["folded", "held", "folded"]
    world.accept(held)
    assert world.statuses() == ["folded", "folded"], "the third file says nothing new"


def test_another_slip_does_not_confirm_a_held_one(world: World) -> None:
    world.see(at(1), csv(rows()))
    world.see(at(2), csv(with_column("price", times(1000))))
    world.see(at(3), csv(with_column("cores", lambda *_: "")))
    world.see(at(4), csv(rows()))
    assert world.statuses() == ["folded", "held", "held", "folded"]
    assert world.prices()["chip00"] == 1000.0


NEWS: Mapping[str, Rows] = {
    "some prices moved": with_column(
        "price", lambda n, cell: f"{float(cell) * 1.1:g}" if n % 3 == 0 else cell),
    "a few records came and went": rows()[3:] + [rows()[0] | {"name": f"new{n}"} for n in range(9)],
    "fewer digits": with_column("price", lambda _, cell: f"{float(cell):.3g}"),
}


@pytest.mark.parametrize("news", NEWS)
def test_news_is_believed(world: World, news: str) -> None:
    world.see(at(1), csv(rows()))
    world.see(at(2), csv(NEWS[news]))
    assert world.statuses() == ["folded", "folded"]


ONE_SLIP = with_column("price", lambda n, cell: f"{cell}000" if n == 7 else cell)


@pytest.mark.parametrize(("said", "believed"), [
    ("17000", 1700.0), ("170", 1700.0), ("16900", 1700.0), ("5100", 5100.0)])
def test_a_point_in_another_place_waits_too(world: World, said: str, believed: float) -> None:
    world.see(at(1), csv(rows()))
    world.see(at(2), csv(with_column("price", lambda n, cell: said if n == 7 else cell)))
    assert world.prices()["chip07"] == believed


def test_a_cell_that_moves_beyond_tenfold_stays_as_believed_and_is_told(world: World) -> None:
    world.see(at(1), csv(rows()))
    news = with_column("cores", lambda n, cell: f"{int(cell) + 1}" if n == 7 else cell)
    both = [a | {"cores": b["cores"]} for a, b in zip(ONE_SLIP, news, strict=True)]
    for day in (2, 3):
        world.see(at(day), csv(both if day == 2 else [*both, both[0] | {"name": f"new{day}"}]))
        outcome = world.belief().outcomes[-1]
        assert outcome.status == "folded"
        assert [(c["subject"], c["column_name"], c["believed"], c["said"]) for c in outcome.cells] == [
            ("chip07", "price_usd", 1700.0, 1_700_000.0)]
    assert world.prices()["chip07"] == 1700.0
    assert world.values("core_count")["chip07"] == 108, "the rest of the record is news"


@pytest.mark.parametrize("limits", [Limits(close=("price_usd",)), Limits()], ids=["close", "other"])
def test_what_a_rule_turns_on_does_not_become_unknown_by_an_empty_cell(
    tmp_path: Path, limits: Limits
) -> None:
    world = World(tmp_path, FakeSource(register=Register(key=("name",), limits=limits)))
    world.see(at(1), csv(rows()))
    world.see(at(2), csv([row | {"price": ""} if n == 7 else row for n, row in enumerate(rows())]))
    cells = world.belief().outcomes[-1].cells
    waits = bool(limits.close)
    assert [(cell["check_name"], cell["said"]) for cell in cells] == [("emptied_by_itself", None)] * waits
    assert world.prices()["chip07"] == (1700.0 if waits else None)
    if waits:
        assert [said["value"] for said in told(cells)] == ["chip07: nothing for 1700"]
        world.snapshots.verdicts.say("accept_cell", "test", "chip07|price_usd",
                                     HeldCell(**cells[0]).content, "the publisher withdrew it")
        assert world.prices()["chip07"] is None


def dated(change: Callable[[int, date], date], count: int = 40) -> str:
    days = [date(2020, 1, 1) + timedelta(days=30 * n) for n in range(count)]
    return "\n".join(["name,price,published", *(
        f"{name},{n + 10},{change(n, day)}" for n, (name, day) in enumerate(zip(NAMES, days, strict=False)))])


def as_it_was(_: int, day: date) -> date:
    return day


def a_third_a_year_off(n: int, day: date) -> date:
    return day if n % 3 else day - timedelta(days=365)


def all_a_hundred_days_off(_: int, day: date) -> date:
    return day - timedelta(days=100)


def one_in_ten_a_year_off(n: int, day: date) -> date:
    return day if n % 10 else day - timedelta(days=365)


def a_third_within_their_month(n: int, day: date) -> date:
    return day if n % 3 else day.replace(day=28)


@pytest.mark.parametrize(("change", "count", "said"), [
    (a_third_a_year_off, 40, "moves 14 of 40 values of published_date by 365 days"),
    (all_a_hundred_days_off, 40, "moves 40 of 40 values of published_date by 100 days"),
    (all_a_hundred_days_off, 6, "moves 6 of 6 values of published_date by 100 days"),
    (all_a_hundred_days_off, 4, "changes 4 of 4 values of published_date"),
    (one_in_ten_a_year_off, 40, ""), (a_third_within_their_month, 40, ""),
])
def test_a_column_of_dates_that_moves_as_a_whole_is_held(
    world: World, change: Callable[[int, date], date], count: int, said: str
) -> None:
    world.see(at(1), dated(as_it_was, count))
    world.see(at(2), dated(change, count))
    outcome = world.belief().outcomes[-1]
    assert outcome.status == ("held" if said else "folded")
    assert said in outcome.message


@pytest.mark.parametrize(("filled", "change", "status"), [
    (4, times(1.1), "held"), (4, lambda *_: "", "held"), (2, times(1.1), "folded"),
    (4, lambda n, cell: f"{float(cell) * 1.1:g}" if n else cell, "folded"),
])
def test_a_column_of_few_values_is_held_if_all_of_them_slip(
    world: World, filled: int, change: Callable[[int, str], str], status: str
) -> None:
    few = with_column("cores", lambda n, cell: f"{cell}0" if n < filled else "")
    world.see(at(1), csv(few))
    world.see(at(2), csv([row | {"cores": row["cores"] and change(n, row["cores"])}
                          for n, row in enumerate(few)]))
    assert world.statuses() == ["folded", status]


class RawTestStock(RawTable, name="raw.test_stock", key=("name",), group="test"):
    """What a made-up shop has in store; nothing is a value like any other."""

    name: str = column("Name")
    core_count: int = column("Cores", ge=0)


def stock(counts: Iterable[int]) -> str:
    return "\n".join(["name,cores", *(f"{name},{n}" for name, n in zip(NAMES, counts, strict=True))])


def test_a_number_that_becomes_nothing_waits_as_one_that_moves_far(tmp_path: Path) -> None:
    fields = {"name": field("name"), "core_count": field("cores")}
    world = World(tmp_path, FakeSource(
        table=RawTestStock, parse=lambda data: read_csv(data, fields, RawTestStock)))
    world.see(at(1), stock(range(40)))
    world.see(at(2), stock([3, *range(1, 39), 0]))
    assert [(c["subject"], c["believed"], c["said"]) for c in world.belief().outcomes[-1].cells] == [
        ("chip39", 39.0, 0.0)]
    assert world.values("core_count")["chip39"] == 39
    assert world.values("core_count")["chip00"] == 3, "something may come of nothing"


def test_a_cell_that_waits_is_believed_once_a_person_accepts_this_very_value(world: World) -> None:
    world.see(at(1), csv(rows()))
    world.see(at(2), csv(ONE_SLIP))
    cell, = world.belief().outcomes[-1].cells
    say = world.snapshots.verdicts.say
    say("accept_cell", "test", "chip07|price_usd", HeldCell(**cell).content, "it is so")
    assert world.prices()["chip07"] == 1_700_000.0
    say("accept_cell", "test", "chip07|price_usd", HeldCell(**cell).content, "", is_withdrawn=True)
    assert world.prices()["chip07"] == 1700.0


def test_a_number_that_is_redefined_record_by_record_may_move_far(tmp_path: Path) -> None:
    world = World(tmp_path, FakeSource(register=Register(
        key=("name",), limits=Limits(free=("price_usd",)))))
    world.see(at(1), csv(rows()))
    world.see(at(2), csv(ONE_SLIP))
    assert world.prices()["chip07"] == 1_700_000.0


@pytest.mark.parametrize(("said", "waits"), [("1740", False), ("2700", True), ("1500", True)])
def test_what_a_rule_turns_on_waits_for_a_person_if_it_is_revised_by_more_than_a_twentieth(
    tmp_path: Path, said: str, *, waits: bool
) -> None:
    world = World(tmp_path, FakeSource(register=Register(
        key=("name",), limits=Limits(close=("price_usd",)))))
    world.see(at(1), csv(rows()))
    world.see(at(2), csv([row | {"price": said} if n == 7 else row for n, row in enumerate(rows())]))
    cells = world.belief().outcomes[-1].cells
    assert [cell["check_name"] for cell in cells] == ["revised_beyond_a_twentieth"] * waits
    assert world.prices()["chip07"] == (1700.0 if waits else float(said))


def test_every_list_of_hardware_guards_what_rules_turn_on() -> None:
    """A die area is one of them: MI300A's was once that of MI250X, 1540 for 1017 mm2."""
    tables = {"raw.epoch_ml_hardware", "raw.epoch_chip_dataset", "raw.wikipedia_gpu"}
    guarded = {base.info(s.table).name: s.register.limits.close for s in sources().values()}
    for name in tables:
        assert any(column.endswith("mm2") for column in guarded[name])
        assert any(column.endswith("flop_per_s") for column in guarded[name])
        assert any("bandwidth" in column for column in guarded[name])


def test_a_column_that_a_publisher_restates_each_time_is_held_for_a_jump_only(tmp_path: Path) -> None:
    register = Register(key=("name",), limits=Limits(volatile=("price_usd",)))
    world = World(tmp_path, FakeSource(register=register))
    world.see(at(1), csv(rows()))
    world.see(at(2), csv(with_column("price", times(1.07))))
    world.see(at(3), csv(with_column("price", times(1000))))
    assert world.statuses() == ["folded", "folded", "held"]


def test_a_restated_column_that_slips_by_rows_is_held_for_its_order(tmp_path: Path) -> None:
    register = Register(key=("name",), limits=Limits(volatile=("price_usd",)))
    world = World(tmp_path, FakeSource(register=register))
    world.see(at(1), csv(rows()))
    world.see(at(2), csv(with_column("price", lambda n, _: f"{len(NAMES) - n + 10}00")))
    assert world.statuses() == ["folded", "held"]
    assert "puts 40 values of price_usd in another order" in world.belief().outcomes[-1].message


def test_a_column_is_emptied_also_where_its_records_go(world: World) -> None:
    some = with_column("cores", lambda n, cell: cell if n < 15 else "")
    world.see(at(1), csv(some))
    world.see(at(2), csv(some[15:]))
    assert world.statuses() == ["folded", "held"]
    assert "empties 15 of 15 values of core_count" in world.belief().outcomes[-1].message


EMPTIED = with_column("cores", lambda *_: "")


@pytest.mark.parametrize(("later", "empty_count"), [(EMPTIED, len(NAMES)), (rows(), 0)],
                         ids=["given up", "a slip"])
def test_an_emptied_column_waits_for_the_next_file(
    world: World, later: Rows, empty_count: int
) -> None:
    """What a publisher gave up is empty in the next file too; a slip is mended there."""
    for day, found in enumerate((rows(), EMPTIED, later), start=1):
        world.see(at(day), csv(found))
    assert world.statuses() == ["folded", "held", "folded"]
    assert [row["core_count"] for row in world.rows()].count(None) == empty_count


def test_a_list_within_a_file_is_held_when_most_of_it_is_gone(tmp_path: Path) -> None:
    """2,052 of 3,420 entries are a twelfth of a file of 25,921, and the end of the list."""
    source = FakeSource(table=RawTestPart, parse=parse_parts,
                        register=Register(key=("region", "number"), coverage=("region",)))
    world = World(tmp_path, source)
    lines = [f"USA,{n},1" for n in range(1, 300)] + [f"CHN,{n},1" for n in range(1, 31)]
    world.see(at(1), "\n".join(["region,number,price", *lines]) + "\n")
    world.see(at(2), "\n".join(["region,number,price", *lines[:-18]]) + "\n")
    outcome = world.belief().outcomes[-1]
    assert (outcome.status, outcome.removed) == ("held", 18)
    assert "drops 18 of 30 records of CHN" in outcome.message
    world.see(at(3), "\n".join(["region,number,price", *lines[:299]]) + "\n")
    assert world.statuses()[-1] == "folded", "a list that is missing altogether is not covered"
    assert len(world.rows()) == 329


def eight_makers(price: Callable[[int], float]) -> str:
    return csv([row | {"maker": f"maker {n % 8}", "price": f"{price(n):g}"} for n, row in enumerate(rows())])


@pytest.mark.parametrize(("factor", "dearer", "status"), [
    (8.0, 5, "held"), (1 / 8, 5, "held"), (2.0, 5, "folded"), (8.0, 2, "folded")])
def test_a_part_of_a_file_that_jumps_is_held_though_most_of_the_file_stays(
    world: World, factor: float, dearer: int, status: str
) -> None:
    """One of eight shops writes another unit: each of its prices moves, and an eighth of all of them."""
    world.see(at(1), eight_makers(lambda n: 1000 + n))
    world.see(at(2), eight_makers(lambda n: (1000 + n) * (factor if n % 8 == 3 and n < 8 * dearer else 1)))
    outcome = world.belief().outcomes[-1]
    assert outcome.status == status
    assert ("moves 5 of 5 values of price_usd of maker 'maker 3'" in outcome.message) is (status == "held")


@pytest.mark.parametrize(("lost", "days", "status"), [
    (5, 1, "held"), (4, 1, "folded"), (5, 182, "folded"), (21, 182, "held")])
def test_a_list_may_lose_the_less_the_sooner_its_next_file_comes(
    tmp_path: Path, lost: int, days: int, status: str
) -> None:
    """A fifth goes in half a year; a file of the next day that lacks a twentieth was cut."""
    source = FakeSource(table=RawTestPart, parse=parse_parts, register=Register(key=("region", "number")))
    world = World(tmp_path, source)
    lines = ["region,number,price", *(f"USA,{n},1" for n in range(1, 101))]
    world.see(at(1), "\n".join(lines) + "\n")
    cut = "\n".join(lines[:-lost]) + "\n"
    for later, expected in ((days, status), (days + 1, "folded")):
        world.see(at(1) + timedelta(days=later), cut)
        assert world.statuses()[-1] == expected, "what the next file lacks too is gone"


def test_days_of_silence_are_those_since_a_list_was_last_seen_not_since_it_last_changed(
    tmp_path: Path
) -> None:
    """A publisher asked every day answers the same for half a year; then a twentieth is cut off."""
    source = FakeSource(table=RawTestPart, parse=parse_parts, register=Register(key=("region", "number")))
    lines = ["region,number,price", *(f"USA,{n},1" for n in range(1, 101))]
    whole, cut = ("\n".join(lines[:count]) + "\n" for count in (101, 96))
    statuses, components = [], []
    for name, asked in (("asked", (60, 120, 181)), ("not asked", ())):
        world = World(tmp_path / name, source)
        world.see(at(1), whole)
        before = world.folder.components(None)
        for day in asked:
            world.see(at(1) + timedelta(days=day), whole)
            assert world.folder.components(None) == before, "the same again builds nothing"
        world.see(at(1) + timedelta(days=182), cut)
        statuses.append(world.statuses())
        components.append(world.folder.components(None))
    assert statuses == [["folded", "held"], ["folded", "folded"]]
    assert components[0] != components[1], "what is believed hangs on it"


@pytest.fixture
def price_list(tmp_path: Path) -> World:
    register = Register(key=("name", "observed_date"))
    return World(tmp_path, FakeSource(
        table=RawTestPrice, parse=parse_prices, kind="observations", register=register))


def prices(found: Mapping[str, float]) -> str:
    return "\n".join(["name,price", *(f"{name},{price:g}" for name, price in found.items())]) + "\n"


ALL = {name: n + 1.0 for n, name in enumerate(NAMES)}


@pytest.mark.parametrize(("slip", "said"), [
    ({name: ALL[name] for name in NAMES[:10]}, "drops 30 of 40 records"),
    ({name: price * 1000 for name, price in ALL.items()}, "by a factor of 1e+03"),
    (ALL | {f"other {name}": price for name, price in ALL.items()}, "adds 40 records to 40"),
])
def test_an_observation_is_held_against_the_last_that_counted(
    price_list: World, slip: Mapping[str, float], said: str
) -> None:
    price_list.see(at(1), prices(ALL))
    price_list.see(at(2), prices(slip))
    outcome = price_list.belief().outcomes[-1]
    assert outcome.status == "held"
    assert said in outcome.message
    assert {row["observed_date"].day for row in price_list.rows()} == {1}
    price_list.see(at(3), prices(ALL))
    assert price_list.statuses() == ["folded", "held", "folded"]
    assert {row["observed_date"].day for row in price_list.rows()} == {1, 3}


def test_an_observation_that_the_next_one_confirms_counts_from_then(price_list: World) -> None:
    few = {name: ALL[name] for name in NAMES[:10]}
    for day, seen in [(1, ALL), (2, few), (3, few | {"new": 3.0})]:
        price_list.see(at(day), prices(seen))
    assert price_list.statuses() == ["folded", "held", "folded"]
    assert len(price_list.rows()) == 40 + 11


def test_a_snapshot_that_a_person_rejects_counts_for_nothing_until_it_is_taken_back(
    world: World
) -> None:
    world.see(at(1), csv(rows()))
    bad = world.see(at(2), csv(with_column("price", lambda n, cell: f"{int(cell) * 5}" if n == 0 else cell)))
    assert world.prices()["chip00"] == 5000.0
    world.snapshots.verdicts.say("reject", "test", bad.sha256, "", "a slip")
    outcome = world.belief().outcomes[-1]
    assert (outcome.status, outcome.message) == ("rejected", "by a person: a slip")
    assert world.prices()["chip00"] == 1000.0
    world.snapshots.verdicts.say("reject", "test", bad.sha256, "", "it was right", is_withdrawn=True)
    assert world.prices()["chip00"] == 5000.0
