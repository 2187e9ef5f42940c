"""GPU specifications from Wikipedia's tables, one JSON object per entry, headers as on Wikipedia.

Which header means what stands in headers.py; here entries become records.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import polars as pl

from pipelines.formats import identity, wikitable
from pipelines.formats.json_document import read_json
from pipelines.formats.wikitable import TIMES
from pipelines.source import Source
from pipelines.sources.wikipedia_gpu.headers import RULES, rule_of
from schemas import base
from schemas.chips.legal_inputs import lasting, legal_inputs
from schemas.chips.wikipedia_gpu import RawWikipediaGpu
from warehouse.folding.fold import Register
from warehouse.folding.limits import Limits
from warehouse.rows.records import Parsed, Rejected, TextRow, Unreadable
from warehouse.rows.typing import typed

NUMBERS = {c.name for c in base.columns(RawWikipediaGpu) if c.dtype in (pl.Float64, pl.Int64)}
IDENTITY = ("vendor", "model_name", "code_name")
"""What an entry is, wherever it stands in its table."""
BRAND_PARTS = ("brand_name", "brand_model_name")
QUANTITY = re.compile(rf"\d+\s*({TIMES}|[KMGT]i?B)", re.I)
"""A name that is none: the second lines of merged rows begin with such a cell."""


@dataclass
class Entry:
    """What has been read of an entry so far, and the cells that were not or not wholly read."""

    values: dict[str, str] = field(default_factory=dict)
    printed: dict[str, str] = field(default_factory=dict)
    partly: list[str] = field(default_factory=list)
    unparsed: list[str] = field(default_factory=list)

    def add(self, header: str, cell: str) -> None:
        """Read a cell; a column that has a value keeps it."""
        place = rule_of(header)
        if place is None:
            return
        reading = RULES[place][1](header, cell)
        where = f"{header}: {cell}"
        if reading is None:
            self.unparsed.append(where)
            return
        differs = [c for c, v in reading.values.items() if self.values.get(c, v) != v]
        if not reading.is_whole or any(column in NUMBERS for column in differs):
            self.partly.append(where)
        for column, value in reading.values.items():
            self.values.setdefault(column, value)
            self.printed.setdefault(column, where)

    def finish(self) -> dict[str, str | None]:
        """The cells of the record, with what takes two cells to be read."""
        brand = [self.values.pop(name) for name in BRAND_PARTS if name in self.values]
        if brand:
            self.values.setdefault("model_name", " ".join(brand))
        for column in NUMBERS & self.values.keys():
            if not Decimal(self.values[column]):
                del self.values[column]
        self._finish_transistors()
        texts = {"partly_read_text": "; ".join(self.partly),
                 "unparsed_text": "; ".join(self.unparsed)}
        return {**self.values, **texts}

    def _finish_transistors(self) -> None:
        """Give a count that lost its power of ten the one that its die area admits."""
        mantissa = self.values.pop("transistor_mantissa", None)
        if mantissa is None or "transistor_count" in self.values:
            return
        count, area = Decimal(mantissa), Decimal(self.values.get("die_area_mm2", 0))
        power = wikitable.power_by_density(count, area) if area else None
        if power is None:
            self.unparsed.append(self.printed["transistor_mantissa"])
        else:
            self.values["transistor_count"] = str(count.scaleb(power))


def parse(data: bytes) -> Parsed:
    """Records of raw.wikipedia_gpu; a header without a rule is reported as an unread column."""
    entries = [(key, _known_cells(cells)) for key, cells in _entries(data)]
    headers = Counter(header for _, cells in entries for header, _ in cells)
    unread = {header: uses for header, uses in headers.items() if rule_of(header) is None}
    rows = (_row(number, key, cells) for number, (key, cells) in enumerate(entries, start=1))
    return typed(RawWikipediaGpu, _identified(rows), unread=unread)


def _identified(rows: Iterable[TextRow]) -> Iterator[TextRow]:
    """Rows with their key: the publisher numbers entries by their place, which moves with others."""
    rest = [c.name for c in base.columns(RawWikipediaGpu) if c.name not in (*IDENTITY, "entry_key")]
    for row, _, number in identity.told_apart(rows, IDENTITY, rest):
        named = " / ".join(filter(None, (identity.cell(row, name) for name in IDENTITY)))
        key = f"{named} #{number}" if number > 1 else named
        yield row if row.fault else row.saying({"entry_key": key})


def _entries(data: bytes) -> Sequence[tuple[str, Any]]:
    """Key and cells of each entry, in order and as printed; objects become tuples of pairs."""
    found = read_json(data, hook=tuple, fraction=_plain)
    if not isinstance(found, tuple):
        raise Unreadable("is not a JSON object of entries by name; look at the file")
    return found


def _plain(printed: str) -> str:
    """A JSON fraction without exponent, nor the `.0` the publisher's program adds to integers."""
    return format(Decimal(printed), "f").removesuffix(".0")


def _known_cells(cells: Any) -> list[tuple[str, str]]:
    pairs = cells if isinstance(cells, tuple) else ()
    plain = ((header, wikitable.known(cell)) for header, cell in pairs if isinstance(cell, str))
    return [(header, cell) for header, cell in plain if cell]


def _row(number: int, key: str, cells: Sequence[tuple[str, str]]) -> TextRow:
    entry = Entry(values={"entry_key": key})
    for header, cell in sorted(cells, key=lambda pair: rule_of(pair[0]) or 0):
        entry.add(header, cell)
    record = entry.finish()
    fault = _noise(cells, record)
    return TextRow(number, record, Rejected(number, *fault) if fault else None)


def _noise(
    cells: Sequence[tuple[str, str]], record: Mapping[str, str | None]
) -> tuple[str, str, str] | None:
    """Column, value and reason where an entry is no GPU but a remnant of a table's layout."""
    name, key = record.get("model_name") or "", record["entry_key"] or ""
    facts = [(header, cell) for header, cell in cells if header != "Vendor"]
    repeats = [cell for header, cell in facts
               if cell.casefold() in header.casefold() and not cell.isdigit()]
    if len(repeats) * 2 > len(facts):
        return "entry_key", key, "a heading row: its cells repeat their headers"
    if QUANTITY.fullmatch(name):
        return "model_name", name, "the second line of a merged row: a quantity for a name"
    if not name:
        return "model_name", key, "an entry without a model name"
    return None


SOURCE = Source(
    source_id="wikipedia_gpu",
    title="GPU specifications from Wikipedia",
    publisher="Wikipedia, via gpu-info-api",
    url="https://raw.githubusercontent.com/voidful/gpu-info-api/gpu-data/gpu.json",
    licence="CC BY-SA 4.0 (Wikipedia text)",
    citation="Wikipedia, lists of NVIDIA, AMD and Intel graphics processing units, via "
             "voidful/gpu-info-api",
    table=RawWikipediaGpu,
    parse=parse,
    register=Register(key=("entry_key",), limits=Limits(
        changed=0.3, close=legal_inputs(RawWikipediaGpu), lasting=lasting(RawWikipediaGpu))),
    archive_globs=("gpu_specs_wikipedia/gpu_info_api__*.json",),
    media="json",
    cadence_days=30.0,
    max_rejected_share=0.08,  # heading rows alone are 3 percent
)
