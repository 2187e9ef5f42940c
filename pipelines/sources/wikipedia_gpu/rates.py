"""What a cell of Wikipedia's GPU tables says of processing rates: base and boost, dense and sparse."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from pipelines.formats import wikitable
from pipelines.formats.wikitable import NUMBER
from pipelines.sources.wikipedia_gpu.cells import Reader, Reading, gpus, power_of

CLOCK_NAMES = re.compile(r"\s*\((?:un)?docked\)|\s*\(boost\)", re.I)
DENSE_AND_SPARSE = re.compile(rf"({NUMBER}) \(({NUMBER})\)")
WITH_SPARSITY = re.compile(rf"({NUMBER}) ({NUMBER}) \(with sparsity\)", re.I)


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
    scaled = {f"peak_{precision}_{clock}_flop_per_s": str(value.scaleb(power_of(header)))
              for clock, value in values.items()}
    return Reading(scaled | gpus(found.gpu_count), found.is_whole)


def _dense_and_sparse(precision: str, header: str, dense: str, sparse: str) -> Reading:
    printed = {f"tensor_{precision}_dense_flop_per_s": dense,
               f"tensor_{precision}_sparse_flop_per_s": sparse}
    return Reading({column: str(wikitable.decimal(value).scaleb(power_of(header)))
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
    value = str(found.boost.scaleb(power_of(header)))
    return Reading({column: value} | gpus(found.gpu_count), found.is_whole and found.base is None)
