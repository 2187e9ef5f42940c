"""Files whose quotes, delimiters or encodings lost rows are refused whole, with the line."""

from __future__ import annotations

import pytest

from pipelines.formats.delimited import rows_of
from pipelines.formats.tabular import field, read_csv
from tests.support.folding import RawTestChip
from warehouse.records import Unreadable

FIELDS = {"name": field("name"), "price_usd": field("price")}
ROWS = [f"chip{n},{n + 1}" for n in range(9)]


def file(rows: list[str]) -> bytes:
    return "\n".join(["name,price", *rows]).encode() + b"\n"


@pytest.mark.parametrize("closes_at", [None, 8])
def test_a_quote_that_swallows_rows_is_named_by_its_line(closes_at: int | None) -> None:
    rows = list(ROWS)
    rows[3] = '"' + rows[3]
    if closes_at:
        rows[closes_at] = 'chip8","9"'
    with pytest.raises(Unreadable, match="opens on line 5"):
        list(rows_of(file(rows)))


def test_a_remark_of_several_lines_is_one_cell() -> None:
    rows = [*ROWS, '"a remark\nof two, or three\n\nlines",4']
    assert list(rows_of(file(rows)))[-1] == ["a remark\nof two, or three\n\nlines", "4"]


def test_utf_16_is_read_and_another_delimiter_is_named() -> None:
    text = file(ROWS).decode()
    assert read_csv(text.encode("utf-16"), FIELDS, RawTestChip).frame.height == len(ROWS)
    with pytest.raises(Unreadable, match="semicolons between its cells"):
        read_csv(text.replace(",", ";").encode(), FIELDS, RawTestChip)


def test_a_cell_beyond_what_a_reader_takes_is_a_refusal() -> None:
    with pytest.raises(Unreadable, match="no table at line 2"):
        list(rows_of(file(["x" * 200_000 + ",1"])))
