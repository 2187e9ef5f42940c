"""From printed text to typed records: what fits, what is set aside and how it is named."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from pipelines.formats.tabular import field, read_csv
from schemas import base
from schemas.columns import TextList, column, measure
from schemas.raw import RawTable
from warehouse.rows.printed import read_value
from warehouse.rows.records import Parsed, Rejected, TextRow, Unreadable
from warehouse.rows.sides import RESOLUTION
from warehouse.rows.typing import typed


class RawTestThing(RawTable, name="raw.test_thing", key=("name",), group="test"):
    """Things, one column per type."""

    name: str = column("Name")
    price_usd: float = measure("Price")
    memory_size_gb: float = measure("Memory")
    part_count: int = measure("Parts")
    is_new: bool = column("Whether new", nullable=True)
    release_date: pl.Date = column("Release", nullable=True)
    tags: TextList = column("Tags", nullable=True)


def thing(**cells: str | None) -> Parsed:
    return typed(RawTestThing, [TextRow(2, {"name": "a", **cells})])


def refused(**cells: str) -> list[tuple[int, str, str, str]]:
    found = thing(**cells)
    assert found.frame.is_empty()
    return [(r.row_number, r.column_name, r.value, r.check_name) for r in found.rejected]


def value(column_name: str, text: str) -> Any:
    found = thing(**{column_name: text})
    assert found.rejected == []
    return found.frame[column_name][0]


@pytest.mark.parametrize(("column_name", "text", "said"), [
    ("price_usd", "1,299", 1299), ("price_usd", "12,345,678.50", 12345678.5), ("part_count", "1,200", 1200)])
def test_commas_at_every_third_digit_part_thousands_in_every_column(
    column_name: str, text: str, said: float
) -> None:
    assert value(column_name, text) == said


@pytest.mark.parametrize(("column_name", "text", "reason"), [
    ("price_usd", "cheap", "not a number"),
    ("price_usd", "1,20", "not a number"),
    ("price_usd", "16,81920,275", "not a number"),
    ("price_usd", "0,125", "not a number"),
    ("price_usd", "1_200", "not a number"),
    ("price_usd", "$5", "not a number"),
    ("price_usd", "inf", "not a finite number"),
    ("price_usd", "NaN", "not a finite number"),
    ("price_usd", "1e99999999999999999999", "not a number"),
    ("part_count", "1.5", "not a whole number"),
    ("part_count", "1e-999999", "not a whole number"),
    ("part_count", "100000000000000000000", "too large for a column of whole numbers"),
    ("part_count", "9223372036854775808", "too large for a column of whole numbers"),
    ("name", "half \ud800", "holds half of a character (a lone surrogate)"),
    ("is_new", "maybe", "neither true nor false"),
    ("release_date", "2024-13-01", "month must be in 1..12"),
    ("release_date", "13/01/2024", "month must be in 1..12"),
])
def test_a_cell_that_does_not_convert_is_named_with_row_column_and_value(
    column_name: str, text: str, reason: str
) -> None:
    shown = text.replace("\ud800", "?")
    assert refused(**{column_name: text}) == [(2, column_name, shown, reason)]


@pytest.mark.parametrize(("column_name", "text", "expected"), [
    ("price_usd", "9.90E+12", 9.9e12),
    ("price_usd", "100000000000000.0000001", 1e14),
    ("price_usd", "  12.50 ", 12.5),
    ("price_usd", "30000.000000000004", 30000.000000000004),
    ("part_count", "999999999999999999", 10**18 - 1),
    ("part_count", "12.0", 12),
    ("part_count", "1.2e3", 1200),
    ("is_new", "Yes", True),
    ("is_new", "FALSE", False),
    ("release_date", "2024-02-29", date(2024, 2, 29)),
])
def test_a_cell_is_read_as_the_type_of_its_column(
    column_name: str, text: str, expected: Any
) -> None:
    assert value(column_name, text) == expected


def test_a_list_is_split_at_commas() -> None:
    assert read_value("GPT-4, PaLM 2 ,x", base.TEXT_LIST) == ["GPT-4", "PaLM 2", "x"]
    assert value("tags", "x, y").to_list() == ["x", "y"]


@pytest.mark.parametrize("text", ["", "   ", None])
@pytest.mark.parametrize("column_name", ["price_usd", "part_count", "is_new", "release_date"])
def test_an_empty_cell_is_null(column_name: str, text: str | None) -> None:
    assert thing(**{column_name: text}).frame[column_name].to_list() == [None]


def test_an_empty_cell_where_null_is_refused_sets_the_row_aside() -> None:
    found = typed(RawTestThing, [TextRow(2, {"name": " "}), TextRow(3, {"name": "b"})])
    assert found.frame["name"].to_list() == ["b"]
    assert found.rejected == [Rejected(2, "name", "", "not_nullable")]


def test_a_value_out_of_bounds_sets_its_row_aside_under_its_own_row_number() -> None:
    rows = [TextRow(n, {"name": name, "price_usd": price})
            for n, name, price in [(2, "z", "1"), (5, "m", "-3"), (9, "a", "2")]]
    found = typed(RawTestThing, rows)
    assert found.frame.select("row_number", "name").rows() == [(9, "a"), (2, "z")]
    assert found.rejected == [Rejected(5, "price_usd", "-3.0", "greater_than(0)")]


def test_the_first_of_several_rows_with_one_key_is_kept() -> None:
    rows = [TextRow(n, {"name": "a", "price_usd": str(n)}) for n in (7, 3, 5)]
    found = typed(RawTestThing, rows)
    assert found.frame.select("row_number", "price_usd").rows() == [(3, 3.0)]
    assert found.rejected == [Rejected(5, "name", "a", "unique_key"),
                              Rejected(7, "name", "a", "unique_key")]


def test_a_good_duplicate_of_a_faulty_row_is_kept() -> None:
    rows = [TextRow(2, {"name": "a", "price_usd": "-1"}), TextRow(3, {"name": "a"})]
    found = typed(RawTestThing, rows)
    assert found.frame["row_number"].to_list() == [3]
    assert [cell.row_number for cell in found.rejected] == [2]


def test_a_row_with_several_faulty_cells_counts_once() -> None:
    found = thing(price_usd="x", part_count="y", is_new="z")
    assert [cell.column_name for cell in found.rejected] == ["price_usd", "part_count", "is_new"]
    assert found.rejected_row_count == 1


def test_no_row_that_fits_gives_an_empty_frame_with_the_same_columns() -> None:
    assert thing(price_usd="x").frame.schema == thing().frame.schema
    assert typed(RawTestThing, []).frame.schema == thing().frame.schema


@pytest.mark.parametrize(("text", "step"), [
    ("1200", 1.0), ("1.2e3", 100.0), ("1200.50", 0.01), ("9.90E+12", 1e10), ("", None),
])
def test_a_number_remembers_how_much_its_last_printed_digit_is(
    text: str, step: float | None
) -> None:
    assert thing(price_usd=text).frame["price_usd" + RESOLUTION].to_list() == [step]


def csv_of(*lines: str, **fields: Any) -> Parsed:
    wanted = {"name": field("name"), **fields}
    return read_csv("\n".join(lines).encode(), wanted, RawTestThing)


@pytest.mark.parametrize(("text", "scale", "expected"), [
    ("80000000000.0", "1e-9", 80.0),
    ("141e9", "1e-9", 141.0),
    ("288000000001", "1e-9", 288.000000001),
    ("1", "1e-9", 1e-9),
    ("400000000000.0", "0.125e-9", 50.0),
    ("0.3", "1e6", 300000.0),
    ("1.1", "1e6", 1100000.0),
    ("1234.56789123", "1e6", 1234567891.23),
])
def test_units_are_converted_as_if_on_paper(text: str, scale: str, expected: float) -> None:
    found = csv_of("name,m", f"a,{text}", memory_size_gb=field("m", scale=scale))
    assert found.frame["memory_size_gb"].to_list() == [expected]


@pytest.mark.parametrize("text", ["1e999999", "1e306", "1e41"])
def test_a_number_that_is_no_measure_costs_its_cell_only(text: str) -> None:
    found = csv_of("name,m", f"a,{text}", "b,1", memory_size_gb=field("m"))
    assert found.frame.sort("name")["memory_size_gb"].to_list() == [None, 1]
    assert found.set_aside == [Rejected(2, "memory_size_gb", text, "too large a number")]


PRINTED = ("a,1,2,True", "b,2,3,False", "c,3,4,True", "d,4,5,False")


def printed(*lines: str) -> Parsed:
    return csv_of("name,price,parts,new", *PRINTED, *lines, price_usd=field("price"),
                  part_count=field("parts"), is_new=field("new"))


@pytest.mark.parametrize(("cell", "fault"), [
    ("n/a", "not a number"), ("TBD", "not a number"), ("$5", "not a number"), ("NaN", "not a finite number")])
def test_a_cell_without_a_number_in_a_column_of_numbers_costs_itself_only(cell: str, fault: str) -> None:
    found = printed(f"e,{cell},6,True")
    assert found.frame.row(4, named=True) | {"row_number": 0} == printed("e,,6,True").frame.row(
        4, named=True) | {"row_number": 0}
    assert (found.rejected, found.set_aside) == ([], [Rejected(6, "price_usd", cell, fault)])


@pytest.mark.parametrize("line", ["name,price,parts,new", "Total,all,all,", "e,TBD,,"])
def test_a_row_of_which_little_can_be_read_is_of_another_kind(line: str) -> None:
    found = printed(line)
    assert found.frame.equals(printed().frame)
    assert {cell.row_number for cell in found.rejected} == {6} and not found.set_aside


def test_a_column_of_which_little_can_be_read_has_another_form() -> None:
    found = csv_of("name,price,parts", "a,1,1", "b,$2,2", "c,$3,3", price_usd=field("price"),
                   part_count=field("parts"))
    assert (found.frame["name"].to_list(), found.rejected_row_count) == (["a"], 2)


def test_the_step_of_a_scaled_number_is_scaled_too() -> None:
    found = csv_of("name,m", "a,4e11", memory_size_gb=field("m", scale="0.125e-9"))
    assert found.frame["memory_size_gb" + RESOLUTION].to_list() == [12.5]


@pytest.mark.parametrize("name", ["Total", "TOTAL:", "Grand total", "Sub-totals"])
def test_a_row_that_adds_up_the_others_is_no_record(name: str) -> None:
    found = csv_of("name,price", "Totally new,1", f"{name},3", "Totals Inc,2", price_usd=field("price"))
    assert found.frame["name"].to_list() == ["Totally new", "Totals Inc"]
    assert found.rejected == [Rejected(3, "name", name, "a row of totals is no record")]


@pytest.mark.parametrize(("row", "cells"), [("b", 1), ("b,1,2", 3)])
def test_a_ragged_row_is_set_aside_and_the_others_stay(row: str, cells: int) -> None:
    found = csv_of("name,price", "a,1", row, "c,3", price_usd=field("price"))
    assert found.frame["name"].to_list() == ["a", "c"]
    assert found.rejected == [
        Rejected(3, "", row, f"a row of {cells} cells under a header of 2")
    ]


def test_rows_are_numbered_as_a_spreadsheet_shows_them() -> None:
    found = csv_of("name,price", '"a\nb",1', "", ",", "c,3", price_usd=field("price"))
    assert dict(found.frame.select("name", "row_number").rows()) == {"a\nb": 2, "c": 5}


def test_windows_line_ends_a_byte_order_mark_and_spaced_headers_are_read() -> None:
    fields = {"name": field("name"), "price_usd": field("price")}
    data = "\ufeffname, price \r\na,1\r\n".encode()
    found = read_csv(data, fields, RawTestThing)
    assert found.frame.select("name", "price_usd").rows() == [("a", 1.0)]
    assert found.rejected == []


def test_columns_that_nobody_reads_are_named() -> None:
    found = csv_of("name,colour,price,", "a,red,1,", price_usd=field("price"))
    assert tuple(found.unread) == ("colour",)


def test_an_optional_column_may_be_absent_and_a_needed_one_may_not() -> None:
    assert csv_of("name", "a", price_usd=field("price", optional=True)).frame.height == 1
    with pytest.raises(Unreadable, match=r"no column 'price' or 'cost' for price_usd: .*add the"):
        csv_of("name", "a", price_usd=field("price", "cost"))


def test_two_columns_for_one_of_ours_are_refused() -> None:
    with pytest.raises(Unreadable, match="more than once"):
        csv_of("name,price,cost", "a,1,2", price_usd=field("price", "cost"))


def test_words_for_unknown_are_empty_in_their_own_column_only() -> None:
    found = csv_of("name,price,memory", "a,inf,1", "b,1,inf", memory_size_gb=field("memory"),
                   price_usd=field("price", unknown=("inf",)))
    assert found.frame.select("name", "price_usd").rows() == [("a", None), ("b", 1.0)]
    assert [(cell.row_number, cell.column_name) for cell in found.set_aside] == [(3, "memory_size_gb")]


def test_nought_that_means_unknown_does_so_to_whatever_digits_it_is_printed() -> None:
    found = csv_of("name,price", "a,0", "b,0.0", "c,0.00E+00", "d,10",
                   price_usd=field("price", unknown=("0",)))
    assert found.frame["price_usd"].to_list() == [None, None, None, 10.0]
    assert (found.rejected, found.set_aside) == ([], [])


class RawTestRange(RawTable, name="raw.test_range", key=("name",), group="test"):
    """A value with the interval that its publisher states."""

    name: str = column("Name")
    size_count_low: float = measure("Low end")
    size_count: float = measure("Value")
    size_count_high: float = measure("High end")


@pytest.mark.parametrize(("printed", "kept"), [
    (("1", "2", "3"), (1.0, 2.0, 3.0)), (("", "2", "3"), (None, 2.0, 3.0)),
    (("2.01", "2", "3"), (2.01, 2.0, 3.0)), (("1", "6", "3"), (None, None, None)),
    (("1", "0.4", "3"), (None, None, None)), (("3", "", "1"), (None, None, None)),
    (("-1", "2", "3"), None),
])
def test_a_value_outside_its_own_interval_is_emptied_with_it(
    printed: tuple[str, ...], kept: tuple[float | None, ...] | None
) -> None:
    names = ("size_count_low", "size_count", "size_count_high")
    row = TextRow(1, {"name": "a", **dict(zip(names, printed, strict=True))})
    parsed = typed(RawTestRange, [row])
    assert parsed.frame.select(names).rows() == ([] if kept is None else [kept])
    told = {cell.column_name for cell in parsed.set_aside}
    assert told == ({n for n, text in zip(names, printed, strict=True) if text}
                    if kept == (None, None, None) else set())
