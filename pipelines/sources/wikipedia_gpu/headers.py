"""What a cell under a header of Wikipedia's GPU tables says: columns of ours, values as text.

How text becomes a number is told in formats/wikitable.py; whole entries do not belong here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pipelines.formats import wikitable
from pipelines.formats.wikitable import NUMBER, TIMES


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
CLOCK_NAMES = re.compile(r"\s*\((?:un)?docked\)|\s*\(boost\)", re.I)
BUS_WIDTH = rf"(?<![\w.])(?:\d\s*{TIMES}\s*)?\d+(?:-bit)?(?!\w)"
DENSE_AND_SPARSE = re.compile(rf"({NUMBER}) \(({NUMBER})\)")
WITH_SPARSITY = re.compile(rf"({NUMBER}) ({NUMBER}) \(with sparsity\)", re.I)


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
        value = (first.high if end == "high" else first.low).scaleb(_power(header))
        is_all = len(found.values) == 1 and first.low == first.high
        return Reading({column: str(value)} | _gpus(found.multiplier), found.is_whole and is_all)
    return read


def last_number(column: str) -> Reader:
    """The last number of a cell that states the one asked for behind another."""
    def read(_: str, cell: str) -> Reading | None:
        found = wikitable.figures(cell)
        return Reading({column: str(found.values[-1].high)}, found.is_whole) if found else None
    return read


def _power(header: str) -> int:
    """The power of ten of the unit a header names."""
    match = re.search(r"(?<![A-Z])([MGT]?)(?:FLOPS|OPS)", header)
    if match:
        return PREFIXES[match[1]]
    word = re.search(r"million|billion", header)
    return wikitable.POWERS[word[0]] if word else 0


def _gpus(multiplier: int | None) -> dict[str, str]:
    return {"gpu_count": str(multiplier)} if multiplier else {}


def memory(header: str, cell: str) -> Reading | None:
    """The first size, as a rule the smallest, of memory on the board and not the system's."""
    found = None if NOT_ON_BOARD.match(cell) else wikitable.figures(cell)
    unit = re.search(r"(?<![a-z])([KMG])i?B\b", cell) or re.search(r"\(([KMG])i?B\)", header)
    if not found or not unit:
        return None
    size = found.values[0].low / MEMORY_UNITS[unit[1]]
    is_all = len(found.values) == 1 and found.values[0].low == found.values[0].high
    return Reading({"memory_size_gb": str(size)} | _gpus(found.multiplier),
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


@dataclass(frozen=True)
class Rates:
    """The rates of a cell: the higher or only one, and the lower where two are printed."""

    base: Decimal | None
    boost: Decimal
    gpu_count: int | None
    is_whole: bool


def rates(cell: str) -> Rates | None:
    """Base and boost of a cell; other figures than one or two rising ones are variants."""
    found = wikitable.figures(CLOCK_NAMES.sub("", cell))
    if not found:
        return None
    first, last = found.values[0], found.values[-1]
    is_range = first.low < first.high
    if len(found.values) == 2 and first.high <= last.high and found.is_whole:
        return Rates(first.high, last.high, found.multiplier, not is_range)
    is_whole = found.is_whole and len(found.values) == 1
    return Rates(first.low if is_range else None, first.high, found.multiplier, is_whole)


def rate(precision: str) -> Reader:
    """Rates of vector units, of the format a cell itself names or else of the one given."""
    def read(header: str, cell: str) -> Reading | None:
        labelled = re.findall(r"(FP\d\d):\s*(.*?)(?=\s*FP\d\d:|$)", cell)
        if labelled:
            parts = [_vector(name.lower(), header, part) for name, part in labelled]
            values = {k: v for part in parts if part for k, v in part.values.items()}
            return Reading(values, all(part is not None and part.is_whole for part in parts))
        both = WITH_SPARSITY.fullmatch(cell)
        if both:
            return _dense_and_sparse(precision, header, both[1], both[2])
        return _vector(precision, header, cell)
    return read


def _vector(precision: str, header: str, cell: str) -> Reading | None:
    found = rates(cell)
    if not found:
        return None
    base, boost = found.base, found.boost
    if base is None and header.endswith("(base)"):
        values = {"base": boost}
    else:
        values = {"boost": boost} if base is None else {"base": base, "boost": boost}
    scaled = {f"peak_{precision}_{clock}_flop_per_s": str(value.scaleb(_power(header)))
              for clock, value in values.items()}
    return Reading(scaled | _gpus(found.gpu_count), found.is_whole)


def _dense_and_sparse(precision: str, header: str, dense: str, sparse: str) -> Reading:
    printed = {f"tensor_{precision}_dense_flop_per_s": dense,
               f"tensor_{precision}_sparse_flop_per_s": sparse}
    return Reading({column: str(wikitable.decimal(value).scaleb(_power(header)))
                    for column, value in printed.items()})


def tensor(precision: str) -> Reader:
    """The higher rate of tensor units: `X (Y)` is dense X and sparse Y, else as the header says."""
    def read(header: str, cell: str) -> Reading | None:
        pairs = DENSE_AND_SPARSE.findall(cell)
        if pairs and "sparse" in header:
            both = _dense_and_sparse(precision, header, *pairs[-1])
            return Reading(both.values, len(pairs) == 1)
        column = f"tensor_{precision}{'_sparse' if 'sparse' in header else ''}_flop_per_s"
        return _highest(column, header, cell)
    return read


def tensor_int8(header: str, cell: str) -> Reading | None:
    """The higher INT8 rate."""
    return _highest("tensor_int8_op_per_s", header, cell)


def _highest(column: str, header: str, cell: str) -> Reading | None:
    found = rates(cell)
    if not found:
        return None
    value = str(found.boost.scaleb(_power(header)))
    return Reading({column: value} | _gpus(found.gpu_count), found.is_whole and found.base is None)


def transistors(header: str, cell: str) -> Reading | None:
    """Count and area in one cell; a count without its power of ten waits for the area."""
    found = wikitable.read_transistors(cell)
    if not found:
        return None
    values = _gpus(found.multiplier)
    if found.area_mm2:
        values["die_area_mm2"] = str(found.area_mm2)
    power = found.power or _power(header)
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
    return Reading({"code_name": cell} | _gpus(int(match[1]) if match else None))


FLOPS = r"Processing power \(?[GT]FLOPS\)?"
NOTE = r"( precision)?( \((base|boost|FMA|MAD or FMA)\))?"
RULES: tuple[tuple[str, Reader], ...] = (
    (r"Vendor", text("vendor")),
    (r"Model( name)?( \(Architecture\))?", text("model_name")),
    (r"Model \(Code ?name\)", split("model_name", "code_name")),
    (r"Code name \(console model\)", split("code_name", "model_name")),
    (r"Branding and Model", text("brand_name")),
    (r"Branding and Model Branding and Model\.1", text("brand_model_name")),
    (r"Code ?name(\(s\))?|Graphics core|GPU code name.*", text("code_name")),
    (r"Core", core),
    (r"Release Date & Price", launch),
    (r"Launch|Release date", launch),
    (r"Release price( \(USD\))?( MSRP)?|MSRP \(USD\)", price),
    (r"Release price \(USD\) Founders Edition", price),
    (r"Fab \(nm\)|Process", process),
    (r"Architecture( &)? \(?Fab\)?", process),
    (r"Transistors( \(million\))?( &)? Die size( \(mm2?\))?", transistors),
    (r"Transistors \((million|billion)\)", number("transistor_count")),
    (r"Transistors", number("transistor_mantissa")),
    (r"Die size( \(mm2?\))?", number("die_area_mm2")),
    (r"Memory( configuration)?( Size)?( \([KMG]i?B\))?", memory),
    (r"(Shared )?Memory Bus type & width( \(bit\))?", bus),
    (r"(Shared )?Memory (configuration )?(Bus |RAM |DRAM )?type", text("memory_type")),
    (r"(Shared )?Memory (configuration )?Bus width( \(bit\))?", width),
    (r"(Shared )?Memory (configuration )?Bandwidth( \(GB/s\))?",
     number("memory_bandwidth_gb_per_s", "high")),
    (r"TDP( /idle)?( \(W(atts)?\))?( Max\.?)?", number("tdp_w", "high")),
    (r"TDP \(W\) Idle Max", last_number("tdp_w")),
    (r"TBP( \(W\))?", number("tdp_w", "high")),
    (rf"{FLOPS} Double{NOTE}", rate("fp64")),
    (rf"{FLOPS}( Single{NOTE})?|Performance \([MGT]?FLOPS( FP32)?\)", rate("fp32")),
    (rf"{FLOPS} Half{NOTE}", rate("fp16")),
    (rf"{FLOPS} Bfloat16", number("peak_bf16_flop_per_s")),
    (rf"{FLOPS} Tensor compute \(?FP16\)?.*|{FLOPS} Half precision Tensor Core.*", tensor("fp16")),
    (rf"{FLOPS} Tensor compute \(?FP4\)?.*", tensor("fp4")),
    (r".*TOPS \(?INT8\)?", tensor_int8),
)
"""Headers, without what they repeat, and what their cells say; the first match wins, and of two
cells for one column the one whose rule stands first."""


@cache
def rule_of(header: str) -> int | None:
    """The place in RULES of the rule a header falls under; repeats in a header count once."""
    plain = re.sub(r"(.+?)(?: \1)+$", r"\1", header)
    places = (i for i, (p, _) in enumerate(RULES) if re.fullmatch(p, plain, re.I))
    return next(places, None)
