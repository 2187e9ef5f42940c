"""Every row of a bundled table, also those that a later fact of the same key replaced.

What is believed of a bundled table on a day stands in seeds.py, which reads the rows here too.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import date
from pathlib import Path

import polars as pl

from schemas import base
from schemas.base import Table
from warehouse.rows import seeds

KNOWN_ON, KEY = "__known_on", "__key"
Row = dict[str, str]


def all_rows(path: Path, table: type[Table], last_day: date | None, text: str) -> pl.DataFrame:
    """Every row that was public by the end of a day, with the day on which it became so."""
    reader = csv.DictReader(io.StringIO(text))
    public = [row for row in reader
              if last_day is None or row[seeds.KNOWN_FROM] <= last_day.isoformat()]
    key, names = base.info(table).key, list(reader.fieldnames or ())
    read = [_typed(path, table, names, rows) for rows in _one_per_key(public, key) or [[]]]
    return pl.concat(read)


def _one_per_key(rows: list[Row], key: tuple[str, ...]) -> list[list[Row]]:
    """Rows in lists of which none repeats a key: the first facts of each, the second and so on."""
    lists: list[list[Row]] = []
    uses: Counter[str] = Counter()
    for row in sorted(rows, key=lambda row: row[seeds.KNOWN_FROM]):
        identity = _identity(row, key)
        if uses[identity] == len(lists):
            lists.append([])
        lists[uses[identity]].append(row)
        uses[identity] += 1
    return lists


def _identity(row: Row, key: tuple[str, ...]) -> str:
    return "|".join(row.get(name, "") for name in key)


def _typed(path: Path, table: type[Table], names: list[str], rows: list[Row]) -> pl.DataFrame:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, names)
    writer.writeheader()
    writer.writerows(rows)
    key = base.info(table).key
    days = {_identity(row, key): date.fromisoformat(row[seeds.KNOWN_FROM]) for row in rows}
    identity = pl.concat_str([pl.col(n).cast(pl.String).fill_null("") for n in key], separator="|")
    return seeds.read_seed(path, table, None, buffer.getvalue()).with_columns(
        identity.replace_strict(days, return_dtype=pl.Date).alias(KNOWN_ON))
