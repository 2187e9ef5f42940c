"""What one row is: said in words that its key and its name bear out."""

import pytest

from schemas import base
from schemas.base import SchemaError, Table
from schemas.columns import column
from schemas.grain import GRAIN, columns_of, misfits, words_of
from tests.support.classes import CLASSES


def test_a_grain_is_read_in_words() -> None:
    assert words_of("item, rule version and case") == ("item", "rule version", "case")
    assert words_of("item") == ("item",)
    assert words_of("") == ()


@pytest.mark.parametrize(("table", "key", "grain", "odd"), [
    ("metric.x_by_item_rule_version", ("item_id", "rule_version_id"), "item and rule version", []),
    ("metric.x_by_org_year", ("organization_id", "year"), "year and organization", []),
    ("step.x_by_item", ("item_id", "case_number"), "item", ["0 words of the grain stand for case_number"]),
    ("core.x", ("item_id",), "item and case", ["case stands for no column of the key"]),
    ("metric.x_by_chip", ("item_id",), "item", ["the grain lacks a word of chip"]),
    ("metric.x_by_item_case", ("item_id",), "item", ["the grain lacks a word of item_case"]),
    ("core.x", ("valid_date",), "day and month", ["2 words of the grain stand for valid_date"]),
])
def test_a_grain_is_held_against_key_and_name(
    table: str, key: tuple[str, ...], grain: str, odd: list[str]
) -> None:
    assert list(misfits(table, key, grain)) == odd


def test_no_class_can_say_a_grain_that_it_does_not_have() -> None:
    with pytest.raises(SchemaError, match=r"metric\.odd_by_chip"):
        class Odd(Table, name="metric.odd_by_chip", key=("item_id",), grain="item"):
            """A name that promises what the key does not hold."""

            item_id: str = column("Item")


def test_every_word_is_said_and_stands_for_columns_that_are_there() -> None:
    said = {word for table in CLASSES.values() for word in words_of(base.info(table).grain)}
    keys = {name for table in CLASSES.values() for name in base.info(table).key}
    assert set(GRAIN) <= said
    assert not {name for word in GRAIN for name in columns_of(word)} - keys
