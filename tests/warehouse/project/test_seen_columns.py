"""Which columns a query can read: those it names, of whatever table a bare name may be."""


import pytest

from tests.support.classes import CLASSES
from warehouse.project.seen_columns import columns_read

ITEM, CHIP = "core.item", "core.chip"
TABLES = {name: CLASSES[name] for name in (ITEM, CHIP)}


def seen_by(query: str) -> dict[str, tuple[str, ...]]:
    return columns_read(query, TABLES)


@pytest.mark.parametrize(("query", "of_chip"), [
    ("select chip.tdp_w from core.item as item join core.chip as chip on item.item_id = chip.chip_id",
     ("chip_id", "tdp_w")),
    ("select tdp_w from core.item, core.chip where release_date is null", ("release_date", "tdp_w")),
    ("select count(*) from core.item cross join core.chip", ("chip_id",)),
    ("with c as (select chip_id, tdp_w from core.chip) select * from c, core.item as i",
     ("chip_id", "tdp_w")),
    ("select i.item_id from core.item i where exists (select 1 from core.chip c where c.tdp_w > 1)",
     ("tdp_w",)),
])
def test_a_query_sees_what_it_names(query: str, of_chip: tuple[str, ...]) -> None:
    assert set(seen_by(query)[CHIP]) == set(of_chip)


@pytest.mark.parametrize("query", [
    "select * from core.chip",
    "select chip.* from core.chip as chip",
    "select * exclude (tdp_w) from core.item as item join core.chip as chip on item.item_id = chip.chip_id",
    "select md5(cast(chip as varchar)) from core.chip as chip",
    "select chip_id from core.chip natural join core.item",
])
def test_what_shows_a_row_whole_sees_all_of_it(query: str) -> None:
    assert CHIP not in seen_by(query)


def test_a_column_that_joins_by_its_name_is_seen_on_both_sides() -> None:
    query = "select tdp_w from core.chip join (select chip_name from core.item) as i using (chip_name)"
    assert "chip_name" in seen_by(query)[CHIP]
