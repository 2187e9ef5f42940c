"""Cells of tables and CSV: units in words, and nothing that a spreadsheet would run."""

from __future__ import annotations

import base64
import csv
import io
from datetime import date

import polars as pl
import pytest

from pipelines.report import cells


@pytest.mark.parametrize(("name", "shown"), [
    ("compute_gap_ratio_low", "compute gap, low end (times)"),
    ("price_per_gpu_hour_usd", "price per gpu hour (USD)"),
    ("cost_usd_2023_high", "cost, high end (USD of 2023)"),
    ("peak_dense_flop_per_s", "peak dense (FLOP/s)"),
    ("io_bandwidth_gb_per_s", "I/O bandwidth (GB/s)"),
    ("peak_dense_int8_op_per_s", "peak dense INT8 (operations/s)"),
    ("provider_count", "provider count"),
    ("destination", "destination"),
])
def test_a_header_tells_the_unit(name: str, shown: str) -> None:
    assert cells.header(name, {}) == shown


@pytest.mark.parametrize(("value", "shown"), [
    (None, "unknown"), (True, "yes"), (1234567, "1,234,567"), (0.053, "0.053"), (4.45e26, "4.45e+26"),
    (date(2025, 1, 2), "2025-01-02"), (["a", "b"], "a, b"), (0.0, "0"),
])
def test_a_cell_is_written_for_readers(value: object, shown: str) -> None:
    assert cells.shown(value) == shown


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_a_csv_holds_no_formula_and_keeps_numbers(text: str) -> None:
    rows = pl.DataFrame({"name": [text, "plain"], "change_count": [-3, None]})
    read = list(csv.reader(io.StringIO(cells.csv_text(rows), newline="")))
    assert read == [["name", "change_count"], [f"'{text}", "-3"], ["plain", ""]]


def test_a_csv_link_holds_the_whole_file_for_any_spreadsheet() -> None:
    rows = pl.DataFrame({"name": ["Zürich"]})
    kind, _, data = cells.csv_link(rows).partition(";base64,")
    assert kind == "data:text/csv;charset=utf-8"
    assert base64.b64decode(data).decode("utf-8-sig") == "name\r\nZürich\r\n"
