"""Numbers that stand where others stood are held, though each of them is one that the publisher states."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.project import sources
from schemas.tokens.listing_columns import TokenPriceListing
from tests.support.folding import FakeSource, RawTestPart, World, at, parse_parts
from warehouse.folding.fold import Register
from warehouse.folding.limits import Limits

COUNT = 40


def chips(swapped: int = 0, risen: int = 0) -> str:
    """Chips whose prices and cores are of one size, of which the first say each for the other."""
    lines = ["name,price,cores"]
    for n in range(COUNT):
        price, cores = n + 110 + 5 * (n < risen), n + 150
        lines.append(f"chip{n:02}," + (f"{cores},{price}" if n < swapped else f"{price},{cores}"))
    return "\n".join(lines)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


@pytest.mark.parametrize(("swapped", "risen", "said"), [
    (3, 0, "exchanges price_usd and core_count in 3 records"),
    (9, 20, "exchanges price_usd and core_count in 9 records"),
    (2, 0, ""), (0, 9, ""),
])
def test_columns_that_change_places_in_a_part_of_a_file_are_held(
    world: World, swapped: int, risen: int, said: str
) -> None:
    world.see(at(1), chips(risen=risen))
    world.see(at(2), chips(swapped, risen))
    outcome = world.belief().outcomes[-1]
    assert (outcome.status, said in outcome.message) == ("held" if said else "folded", True)


def test_an_exchange_that_the_next_file_repeats_is_believed(world: World) -> None:
    for day, swapped in ((1, 9), (2, 0), (3, 0)):
        world.see(at(day), chips(swapped))
    assert world.statuses() == ["folded", "held", "folded"], "a publisher may mend its own slip"


def parts(china: int, america: int, taken: int = 0) -> str:
    """Parts that cost so much more in each region; the first of China at America's price."""
    lines = ["region,number,price"]
    for n in range(1, COUNT):
        lines += [f"CHN,{n},{100 * n + (america if n <= taken else china)}", f"USA,{n},{100 * n + america}"]
    return "\n".join(lines)


@pytest.mark.parametrize(("conditions", "after", "said"), [
    (("region",), parts(20, 30, 6), "gives 6 values of price_usd of region 'USA' to 'CHN'"),
    (("region",), parts(20, 30, 4), ""), (("region",), parts(30, 45, 6), ""),
    ((), parts(20, 30, 6), ""),
], ids=["taken over", "of few", "both rose", "no condition"])
def test_the_price_of_another_condition_is_held(
    tmp_path: Path, conditions: tuple[str, ...], after: str, said: str
) -> None:
    limits = Limits(changed=1, conditions=conditions)
    world = World(tmp_path, FakeSource(table=RawTestPart, parse=parse_parts, register=Register(
        key=("region", "number"), limits=limits)))
    world.see(at(1), parts(20, 30))
    world.see(at(2), after)
    outcome = world.belief().outcomes[-1]
    assert (outcome.status, said in outcome.message) == ("held" if said else "folded", True)


def test_every_list_of_token_prices_names_its_conditions() -> None:
    listings = [s for s in sources().values() if issubclass(s.table, TokenPriceListing)]
    assert len(listings) > 1
    assert all(s.register.limits.conditions for s in listings)
