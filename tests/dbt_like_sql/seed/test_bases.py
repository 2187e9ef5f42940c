"""A curated number says how it is known: beside every value that has a basis, the basis is said."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl
import pytest

from schemas import base, columns
from tests.support.classes import CLASSES
from warehouse.paths import SQL_ROOT
from warehouse.rows.seeds import read_seed

ENDING = "_basis"
ALL_SAID = ("seed.training_run", "seed.chip_shipment")
"""Tables whose numbers all enter answers that state a basis."""
MONEY_OF_FILINGS = {"revenue_usd"}
"""What a filing states, as the citation says."""


def numbers(table: str) -> dict[str, str | None]:
    """The numbers of a table that are no ends of another, with the column of their basis."""
    declared = [c.name for c in base.columns(CLASSES[table])]
    values = [c.name for c in base.columns(CLASSES[table])
              if c.dtype == pl.Float64 and not c.name.endswith(("_low", "_high"))]
    of_value = {name: (name + ENDING, columns.measure_name(name) + ENDING) for name in values}
    return {name: next((said for said in both if said in declared), None)
            for name, both in of_value.items()}


def pairs() -> Iterator[tuple[str, str, str]]:
    """Bundled tables, with each number that has a basis beside it."""
    for table in (name for name in CLASSES if name.startswith("seed.")):
        yield from ((table, name, said) for name, said in numbers(table).items() if said)


@pytest.mark.parametrize(("table", "name", "basis"), list(pairs()))
def test_a_number_and_its_basis_are_said_together(table: str, name: str, basis: str) -> None:
    path = SQL_ROOT / "seed" / f"{table.partition('.')[2]}.csv"
    rows = read_seed(path, CLASSES[table], None)
    ends = [end for end in (f"{name}_low", name, f"{name}_high") if end in rows.columns]
    is_said = pl.any_horizontal(pl.col(ends).is_not_null())
    is_unlike = is_said != pl.col(basis).is_not_null()
    assert rows.filter(is_unlike).select(*base.info(CLASSES[table]).key, name, basis).rows() == []


@pytest.mark.parametrize("table", ALL_SAID)
def test_every_number_has_a_basis_beside_it(table: str) -> None:
    unsaid = {name for name, said in numbers(table).items() if said is None}
    assert unsaid <= MONEY_OF_FILINGS
