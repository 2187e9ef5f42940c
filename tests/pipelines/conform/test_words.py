"""No mapping makes a word that it does not know into one of ours: what it says of a record goes, no more.

In each column with a vocabulary one record of each word gets a word that nobody knows, and every table
made from these records is made again: a text is what it was, the new word as it stands, or nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from schemas import base
from schemas.words import MARKS, WORDS
from tests.support.tables_of_release import Kept
from tests.support.tiny import MODELS, TABLES, made

ODD = "Zzq"
SAYS_NOTHING = {"unknown", "not_stated"}
"""Our own words for what is not known."""
CASES = [(table, column) for words in (WORDS, MARKS) for table, columns in words.items()
         for column in columns]
NOT_TOLD = {"source_locator", "first_snapshot_id", "chosen_by_rule", "rule", "reason_code", "unknown"}


@pytest.fixture(scope="module")
def kept_tables(first_refresh: Path) -> Kept:
    return Kept(first_refresh)


def respelt(rows: pl.DataFrame, column: str, *, is_mark: bool) -> pl.DataFrame:
    """The first record of each word of a column, with the word changed."""
    is_list = rows.schema[column] == pl.List
    said = rows[column].list.first() if is_list else rows[column]
    first = rows.with_row_index("n").with_columns(word=said).filter(
        pl.col("word").is_not_null()).unique("word", keep="first", maintain_order=True)["n"]
    cell = pl.col(column).list.first() if is_list else pl.col(column)
    odd = cell.str.replace_all(r"#\w+", f"#{ODD}") if is_mark else pl.lit(ODD)
    changed = pl.concat_list(odd) if is_list else odd
    is_one = pl.int_range(pl.len()).is_in(first.implode())
    return rows.with_columns(pl.when(is_one).then(changed).otherwise(pl.col(column)).alias(column))


def defaults(model: str, before: pl.DataFrame, after: pl.DataFrame) -> Iterator[str]:
    """Texts of the table that are other ones than before, and not the new word."""
    key = [*base.info(TABLES[model]).key]
    both = before.join(after, on=key, suffix="__after", nulls_equal=True)
    for name, kind in before.schema.items():
        if kind != pl.String or name in NOT_TOLD or name in key:
            continue
        new = pl.col(f"{name}__after")
        moved = both.filter(new.is_not_null() & new.ne_missing(pl.col(name)) & ~new.str.contains(ODD)
                            & ~new.is_in(list(SAYS_NOTHING)))
        for was, now in moved.select(name, f"{name}__after").iter_rows():
            yield f"{model}.{name}: {was!r} became {now!r}"


@pytest.mark.parametrize(("table", "column"), CASES)
def test_a_word_that_nobody_knows_becomes_none_of_ours(table: str, column: str, kept_tables: Kept) -> None:
    readers = [name for name, model in MODELS.items() if table in model.reads
               and name.startswith(("core.", "step."))]
    assert readers, f"nothing is made from {table}"
    odd = respelt(kept_tables.frame(table), column, is_mark=table in MARKS)
    assert not odd.equals(kept_tables.frame(table))
    found = []
    for name in readers:
        after = made(name, *(kept_tables.read_by(name) | {table: odd}).items())
        found += defaults(name, kept_tables.made(name), after)
    assert found == [], found[:5]


def test_an_offer_of_a_kind_that_nobody_knows_is_on_no_term(kept_tables: Kept) -> None:
    """The kind is part of the offer's name, so that the rule above finds no row to hold it against."""
    odd = respelt(kept_tables.frame("raw.gpu_rental_price"), "kind", is_mark=False)
    given = kept_tables.read_by("core.rental_listing") | {"raw.gpu_rental_price": odd}
    offers = made("core.rental_listing", *given.items())
    assert set(offers.filter(pl.col("rental_offer_id").str.contains(ODD))["term"]) == {None}
