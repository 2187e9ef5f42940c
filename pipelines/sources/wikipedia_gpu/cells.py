"""What a cell of Wikipedia's GPU tables says: columns of ours, values as text.

How text becomes a number is told in formats/wikitable.py; rates stand in rates.py, and which header
asks for which reader in headers.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from pipelines.formats import wikitable
from pipelines.formats.wikitable import TIMES


@dataclass(frozen=True)
class Reading:
    """What a cell says, by column; `is_whole` says that nothing of it is left out."""

    values: dict[str, str]
    is_whole: bool = True


Reader = Callable[[str, str], Reading | None]
"""From a header and a known cell to a reading; None where the cell cannot be read."""

PREFIXES = {"": 0, "M": 6, "G": 9, "T": 12}
MEMORY_UNITS = {"K": Decimal(2) ** 20, "M": Decimal(2) ** 10, "G": Decimal(1)}
NOT_ON_BOARD = re.compile(r"(up to|shared|[\d\s-]+system)", re.I)
BUS_WIDTH = rf"(?<![\w.])(?:\d\s*{TIMES}\s*)?\d+(?:-bit)?(?!\w)"


def text(column: str) -> Reader:
    """The cell as printed."""
    return lambda _, cell: Reading({column: cell})


def split(outer: str, inner: str) -> Reader:
    """A cell that names a second thing in its last brackets."""
    def read(_: str, cell: str) -> Reading:
        match = re.fullmatch(r"(.+?)\s*\(([^()]*)\)", cell)
        return Reading({outer: match[1], inner: match[2]} if match else {outer: cell})
    return read


def number(column: str, end: str = "low") -> Reader:
    """The first number, in the unit the header states; of a range the end asked for."""
    def read(header: str, cell: str) -> Reading | None:
        found = wikitable.figures(cell)
        if not found:
            return None
        first = found.values[0]
        value = (first.high if end == "high" else first.low).scaleb(power_of(header))
        is_all = len(found.values) == 1 and first.low == first.high
        return Reading({column: str(value)} | gpus(found.multiplier), found.is_whole and is_all)
    return read


def last_number(column: str) -> Reader:
    """The last number of a cell that states the one asked for behind another."""
    def read(_: str, cell: str) -> Reading | None:
        found = wikitable.figures(cell)
        return Reading({column: str(found.values[-1].high)}, found.is_whole) if found else None
    return read


def power_of(header: str) -> int:
    """The power of ten of the unit a header names."""
    match = re.search(r"(?<![A-Z])([MGT]?)(?:FLOPS|OPS)", header)
    if match:
        return PREFIXES[match[1]]
    word = re.search(r"million|billion", header)
    return wikitable.POWERS[word[0]] if word else 0


def gpus(multiplier: int | None) -> dict[str, str]:
    """How many GPUs a cell counts, if it counts any."""
    return {"gpu_count": str(multiplier)} if multiplier else {}


def memory(header: str, cell: str) -> Reading | None:
    """The first size, as a rule the smallest, of memory on the board and not the system's."""
    found = None if NOT_ON_BOARD.match(cell) else wikitable.figures(cell)
    unit = re.search(r"(?<![a-z])([KMG])i?B\b", cell) or re.search(r"\(([KMG])i?B\)", header)
    if not found or not unit:
        return None
    size = found.values[0].low / MEMORY_UNITS[unit[1]]
    is_all = len(found.values) == 1 and found.values[0].low == found.values[0].high
    return Reading({"memory_size_gb": str(size)} | gpus(found.multiplier),
                   found.is_whole and is_all)


def width(header: str, cell: str) -> Reading | None:
    """The first bus width; `64 x 2` may be two channels of one GPU, so it counts no GPUs."""
    found = number("memory_bus_bit")(header, cell)
    if found:
        found.values.pop("gpu_count", None)
    return found


def bus(_: str, cell: str) -> Reading | None:
    """Type and width in one cell: the first width, and what is left without any width."""
    printed = re.findall(BUS_WIDTH, cell)
    found = wikitable.figures(printed[0]) if printed else None
    if not found:
        return None
    kind = " ".join(re.sub(BUS_WIDTH, " ", cell).split())
    return Reading({"memory_type": kind, "memory_bus_bit": str(found.values[0].low)},
                   len(printed) == 1)


def transistors(header: str, cell: str) -> Reading | None:
    """Count and area in one cell; a count without its power of ten waits for the area."""
    found = wikitable.read_transistors(cell)
    if not found:
        return None
    values = gpus(found.multiplier)
    if found.area_mm2:
        values["die_area_mm2"] = str(found.area_mm2)
    power = found.power or power_of(header)
    if found.count and power:
        values["transistor_count"] = str(found.count.scaleb(power))
    elif found.count:
        values["transistor_mantissa"] = str(found.count)
    return Reading(values, found.is_whole)


def process(_: str, cell: str) -> Reading:
    """The process as printed, its node and its foundry."""
    node, foundry = wikitable.read_process(cell)
    read = {"process_text": cell, "process_node_nm": node, "foundry": foundry}
    return Reading({column: value for column, value in read.items() if value})


def launch(_: str, cell: str) -> Reading:
    """The date as printed and as read, and a price in dollars that stands behind it."""
    values = {"launch_text": cell}
    dated = wikitable.read_date(cell)
    if dated:
        values |= {"launch_date": dated[0], "launch_date_precision": dated[1]}
    before, dollar, behind = cell.partition("$")
    return Reading(values | (price(before, dollar + behind).values if dollar else {}))


def price(_: str, cell: str) -> Reading:
    """The price as printed, and as a number where it is one plain price in dollars."""
    read = {"release_price_text": cell, "release_price_usd": wikitable.read_price(cell)}
    return Reading({column: value for column, value in read.items() if value})


def core(_: str, cell: str) -> Reading:
    """The core, and how many of it the board carries."""
    match = re.match(rf"(\d)\s*{TIMES}", cell)
    return Reading({"code_name": cell} | gpus(int(match[1]) if match else None))
