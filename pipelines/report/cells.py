"""Rows as text: cells of the table behind a chart, and a CSV that no spreadsheet takes for formulas.

Numbers in sentences are written by words.py.
"""

from __future__ import annotations

import base64
import csv
import io
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from schemas.columns import UNITS

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a cell begins with that a spreadsheet runs."""
UNKNOWN = "unknown"


def shown(value: Any) -> str:
    """A cell of the table; an unknown one says so, since an empty one would not be read out."""
    if value is None:
        return UNKNOWN
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.4g}" if 1e-3 <= abs(value) < 1e7 or value == 0 else f"{value:.3g}"
    if isinstance(value, int):
        return f"{value:,}"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def is_numeric(value: pl.DataType) -> bool:
    """Whether a column is set to the right."""
    return value.is_numeric()


def header(name: str, said: Mapping[str, str]) -> str:
    """A column's name in words, with its unit in brackets."""
    if name in said:
        return said[name]
    stem, end = next(((name[: -len(e)], e) for e in ("_low", "_high") if name.endswith(e)), (name, ""))
    unit = max((u for u in UNITS if stem.endswith(f"_{u}")), key=len, default="")
    unit = "" if unit == "count" else unit
    plain = (stem[: -len(unit) - 1] if unit else stem).removesuffix("_").split("_")
    words = " ".join(ABBREVIATIONS.get(word, word.upper() if FORMAT.fullmatch(word) else word)
                     for word in plain)
    ending = {"_low": ", low end", "_high": ", high end"}.get(end, "")
    shown_unit = f" ({UNIT_WORDS.get(unit, unit)})" if unit else ""
    return f"{words}{ending}{shown_unit}"


ABBREVIATIONS = {"tdp": "TDP", "tpp": "TPP", "io": "I/O", "hbm": "HBM", "sql": "SQL"}
FORMAT = re.compile(r"(?:fp|int|tf|bf)\d+|h\d+e?")
UNIT_WORDS = {"ratio": "times", "share": "share, 0 to 1", "usd": "USD", "usd_2023": "USD of 2023",
              "flop": "FLOP", "flop_per_s": "FLOP/s", "op_per_s": "operations/s",
              "gb": "GB", "gb_per_s": "GB/s", "mm2": "mm²", "mw": "MW", "w": "W"}


def csv_text(rows: pl.DataFrame) -> str:
    """All rows, for a spreadsheet: text that would run as a formula is led by an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(rows.columns)
    writer.writerows([_safe(value) for value in row] for row in rows.iter_rows())
    return out.getvalue()


def _safe(value: Any) -> Any:
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    if isinstance(value, date):
        return value.isoformat()
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def csv_link(rows: pl.DataFrame) -> str:
    """The CSV as a link that needs no network; the mark in front tells spreadsheets it is UTF-8."""
    data = ("\ufeff" + csv_text(rows)).encode()
    return f"data:text/csv;charset=utf-8;base64,{base64.b64encode(data).decode()}"
