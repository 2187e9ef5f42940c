"""Known upstream errors are corrected while they stand, and only then."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from tests.support.folding import RawTestChip, RawTestPart
from warehouse.building.corrections import correct
from warehouse.errors import ChipledgerError

CHIPS = pl.DataFrame({"name": ["a", "b"], "maker": ["X", None], "price_usd": [1.0, None],
                      "core_count": [4, 5]})
PARTS = pl.DataFrame({"region": ["CHN", "USA", "USA"], "number": [1, 1, 2],
                      "price_usd": [1.0, 1.0, 1.0]})


def listed(*rows: tuple[str, str, str | None, str | None]) -> pl.DataFrame:
    names = ["record_key", "column_name", "expected_wrong_value", "right_value"]
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")


def corrected(column: str, *row: Any) -> tuple[list[Any], list[str]]:
    found = correct(RawTestChip, CHIPS, listed(row))
    assert found.frame.drop(column).equals(CHIPS.drop(column)), "no other column is touched"
    assert found.frame.schema == CHIPS.schema
    return found.frame[column].to_list(), [status["status"] for status in found.statuses]


def test_a_standing_error_is_corrected() -> None:
    assert corrected("price_usd", "a", "price_usd", "1", "2.5") == ([2.5, None], ["applied"])


def test_an_error_that_is_gone_is_stale_and_changes_nothing() -> None:
    assert corrected("price_usd", "a", "price_usd", "7", "2.5") == ([1.0, None], ["stale"])


def test_a_record_that_is_gone_is_stale() -> None:
    assert corrected("price_usd", "z", "price_usd", "1", "2.5") == ([1.0, None], ["stale"])


def test_a_wrong_value_can_be_made_unknown() -> None:
    assert corrected("price_usd", "a", "price_usd", "1.0", None) == ([None, None], ["applied"])


def test_a_value_that_is_wrongly_absent_can_be_filled() -> None:
    assert corrected("price_usd", "b", "price_usd", None, "3") == ([1.0, 3.0], ["applied"])
    assert corrected("maker", "b", "maker", None, "Y") == (["X", "Y"], ["applied"])


def test_an_absent_value_is_not_taken_for_a_stated_one() -> None:
    assert corrected("price_usd", "a", "price_usd", None, "3") == ([1.0, None], ["stale"])
    assert corrected("maker", "b", "maker", "X", "Y") == (["X", None], ["stale"])


def test_a_composite_key_names_one_record() -> None:
    found = correct(RawTestPart, PARTS, listed(("USA|1", "price_usd", "1", "2")))
    assert found.frame["price_usd"].to_list() == [1.0, 2.0, 1.0]


def test_several_corrections_each_have_a_status() -> None:
    rows = [("a", "price_usd", "1", "2"), ("b", "core_count", "9", "6"), ("a", "maker", "X", "Y")]
    found = correct(RawTestChip, CHIPS, listed(*rows))
    assert found.statuses == [
        {"record_key": "a", "column_name": "price_usd", "status": "applied"},
        {"record_key": "b", "column_name": "core_count", "status": "stale"},
        {"record_key": "a", "column_name": "maker", "status": "applied"},
    ]
    assert found.frame.row(0) == ("a", "Y", 2.0, 4)


def test_an_unknown_column_is_an_error_that_names_it() -> None:
    with pytest.raises(ChipledgerError, match=r"column pryce_usd, which raw\.test_chip does not"):
        correct(RawTestChip, CHIPS, listed(("a", "pryce_usd", "1", "2")))


@pytest.mark.parametrize("row", [
    ("a", "price_usd", "cheap", "2"), ("a", "price_usd", "1", "cheap"),
])
def test_a_value_of_the_wrong_type_is_an_error_that_says_where(row: Any) -> None:
    with pytest.raises(ChipledgerError, match=r"a, price_usd: .*'cheap' is not a number; write"):
        correct(RawTestChip, CHIPS, listed(row))
