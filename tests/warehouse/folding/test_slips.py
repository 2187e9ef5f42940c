"""Slips that move few records, each known by what no news does: one factor, two records, one word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.support.folding import FakeSource, World, at
from warehouse.folding.fold import Register
from warehouse.folding.limits import Limits

COUNT = 60
Row = dict[str, str]
Slip = Callable[[int, Row], Row]


def rows(slip: Slip = lambda _, row: row) -> str:
    """Chips of many makers, eight of them of one; the first twelve are of other makers each."""
    lines = ["name,maker,price,cores,published"]
    for n in range(COUNT):
        day = date(2015, 1, 2) + timedelta(days=37 * n)
        row = slip(n, {"name": f"chip{n:02}", "maker": "Acme" if n >= COUNT - 8 else f"maker{n}",
                       "price": f"{1000 + 17 * n}", "cores": "8" if n % 2 else "16", "published": str(day)})
        lines.append(",".join(row.values()))
    return "\n".join(lines)


def of_acme(factor: float, most: int = COUNT) -> Slip:
    """The first prices of the maker of eight, times a factor."""
    return lambda n, row: row | ({"price": repr(float(row["price"]) * factor)}
                                 if row["maker"] == "Acme" and n < most else {})


def from_the_next(count: int) -> Slip:
    """Prices of one chip that stand at another."""
    return lambda n, row: row | ({"price": f"{1000 + 17 * (n + 1)}"} if n < count else {})


def turned(count: int) -> Slip:
    """Days whose month stands where the day stood."""
    def slip(n: int, row: Row) -> Row:
        year, month, day = row["published"].split("-")
        return row | ({"published": f"{year}-{day}-{month}"} if n in TURNABLE[:count] else {})
    return slip


TURNABLE = [n for n in range(COUNT)
            if (day := date(2015, 1, 2) + timedelta(days=37 * n)).day <= 12 and day.day != day.month]
SLIPS: dict[str, tuple[Slip, str]] = {
    "one maker in another unit": (
        of_acme(1 / 8), "moves 8 of 8 values of price_usd of maker 'Acme' by one factor of 0.125"),
    "one maker by less than two": (of_acme(1.9), ""),
    "most of one maker": (of_acme(1 / 8, COUNT - 1), ""),
    "a run of prices at the next chip": (
        from_the_next(7), "gives 6 of 7 changed values of price_usd to other records"),
    "a few prices": (from_the_next(4), ""),
    "days turned": (turned(3), "turns day and month of 3 values of published_date"),
    "two days turned": (turned(2), ""),
    "one word for all": (lambda _, row: row | {"maker": "Acme"}, "says 'Acme' in all 60 values of maker"),
    "one word for most": (lambda n, row: row | {"maker": "Acme" if n else "maker0"}, ""),
}


@pytest.mark.parametrize(("slip", "said"), SLIPS.values(), ids=SLIPS)
def test_what_no_news_does_is_held(slip: Slip, said: str, tmp_path: Path) -> None:
    register = Register(key=("name",), limits=Limits(volatile=("maker",), free=("price_usd",)))
    world = World(tmp_path, FakeSource(register=register))
    world.see(at(1), rows())
    world.see(at(2), rows(slip))
    outcome = world.belief().outcomes[-1]
    assert (outcome.status, said in outcome.message) == ("held" if said else "folded", True), outcome.message


@pytest.mark.parametrize(("exchanged", "waits"), [((3, 9), True), ((3, 4), True), ((3, 3), False)])
def test_two_records_do_not_get_each_others_numbers(
    exchanged: tuple[int, int], waits: bool, tmp_path: Path
) -> None:
    """Both keep what is believed of them, and the rest of the file is read."""
    one, other = exchanged

    def slip(n: int, row: Row) -> Row:
        place = other if n == one else one if n == other else n
        return row | {"price": f"{1000 + 17 * place}"} | ({"cores": "24"} if n == 20 else {})

    world = World(tmp_path)
    world.see(at(1), rows())
    world.see(at(2), rows(slip))
    outcome = world.belief().outcomes[-1]
    assert {(c["subject"], c["check_name"]) for c in outcome.cells} == {
        (f"chip{n:02}", "exchanged_between_two_records") for n in exchanged if waits}
    assert world.prices()["chip03"] == 1000 + 17 * 3
    assert (outcome.status, world.values("core_count")["chip20"]) == ("folded", 24)


def test_numbers_that_several_records_have_may_change_places(tmp_path: Path) -> None:
    """Sixteen cores and eight are common: a correction of both is no exchange."""
    world = World(tmp_path)
    world.see(at(1), rows())
    world.see(at(2), rows(lambda n, row: row | ({"cores": "8" if n == 2 else "16"} if n in (2, 5) else {})))
    assert world.belief().outcomes[-1].cells == ()
    assert world.values("core_count")["chip05"] == 16


@pytest.mark.parametrize(("coverage", "status"), [(("published_date",), "held"), ((), "folded")])
def test_one_word_for_another_in_one_list_of_a_file_is_held_however_large_the_others(
    coverage: tuple[str, ...], status: str, tmp_path: Path
) -> None:
    """Ten of ten in a list of twenty are few of two hundred and forty."""
    def file(other: str) -> str:
        lists = {"2015-01-01": 20, "2016-01-01": 220}
        lines = [f"chip{day}{n},{other if day == '2015-01-01' and n % 2 else f'maker{n % 2}'},1,8,{day}"
                 for day, count in lists.items() for n in range(count)]
        return "\n".join(["name,maker,price,cores,published", *lines])

    world = World(tmp_path, FakeSource(register=Register(key=("name",), coverage=coverage)))
    world.see(at(1), file("maker1"))
    world.see(at(2), file("maker0"))
    outcome = world.belief().outcomes[-1]
    assert (outcome.status, "of 2015-01-01" in outcome.message) == (status, status == "held")
