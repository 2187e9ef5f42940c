"""The words columns are made of: units, and the columns that several tables share.

Table classes and their own columns do not belong here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from schemas import quoting

UtcTimestamp = datetime
TextList = list[str]

UNITS: dict[str, str] = {
    "tpp_per_mm2": "TPP per mm2",
    "flop_per_s": "FLOP/s",
    "op_per_s": "integer operations/s",
    "gb_per_s": "GB/s (10^9 bytes)",
    "million_usd_2023": "million US dollars of 2023",
    "usd_2023": "US dollars of 2023",
    "usd_per_hour": "US dollars an hour, nominal",
    "usd": "US dollars, nominal",
    "tflop_per_s": "TFLOP/s",
    "top_per_s": "tera-operations/s",
    "flop": "FLOP",
    "tpp": "TPP (TOPS x bits)",
    "mm2": "mm2",
    "mw": "MW",
    "gb": "GB (10^9 bytes)",
    "w": "W",
    "mhz": "MHz",
    "nm": "nm",
    "bit": "bit",
    "bit_op_per_s": "bit-operations/s",
    "share": "share, 0 to 1",
    "ratio": "ratio",
    "count": "count",
    "days": "days",
    "months": "months",
    "years": "years",
    "s": "seconds",
    "deg": "degrees, north and east positive",
}
"""Unit by the last part of a column's name, before any `_low` or `_high`; a denominator such as
`per_usd_2023` stands in front of it and is part of what is measured."""

COUNTRY = r"^[A-Z]{3}$"
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
PRECISIONS = ["day", "month", "quarter", "year"]
BASES = ["reported", "estimated", "imputed"]
NO_WORD = "NULL where its word is none we know, see meta.unmapped_word"
LOWER_BOUND = "lower_bound"
"""Basis of a number that is at least so much: it has no interval."""
REASONS = ["not_disclosed", "not_found", "not_supported", "not_applicable"]
"""Why a measure is unknown: the maker keeps it, we did not find it, the thing has none, or the
question does not arise."""


@cache
def unit_of(column_name: str) -> str | None:
    """The unit a column's name states, or None for a column without one."""
    name = column_name.removesuffix("_low").removesuffix("_high")
    endings = (unit for unit in sorted(UNITS, key=len, reverse=True) if name.endswith(f"_{unit}"))
    return next(endings, None)


def measure_name(column_name: str) -> str:
    """The name of what is measured, without its unit: `tdp_w` measures `tdp`; a count stays one."""
    unit = unit_of(column_name)
    return column_name if unit in (None, "count") else column_name.removesuffix(f"_{unit}")


RULES: dict[str, tuple[str, str]] = {
    "gt": ("greater_than", "min_value"),
    "ge": ("greater_than_or_equal_to", "min_value"),
    "lt": ("less_than", "max_value"),
    "le": ("less_than_or_equal_to", "max_value"),
    "isin": ("isin", "allowed_values"),
    "str_matches": ("str_matches", "pattern"),
}
"""What may be asked of the values of a column, in the order in which it is: pandera's name of the check
and of its argument."""


@dataclass(frozen=True)
class Declared:
    """What a class says of a column beside its name and type."""

    description: str
    is_nullable: bool = False
    checks: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    quoted_unit: str | None = None
    """The column that says what kind of number the values of a row are, where rows differ."""
    quoted_points: str | None = None
    """The column that counts the points the values are fitted to, from first_date to last_date."""


def check(rule: str, value: Any) -> str:
    """A check as text, such as `greater_than{"min_value": 0}`."""
    name, argument = RULES[rule]
    return f"{name}{json.dumps({argument: value})}"


def column(description: str, *, nullable: bool = False, **checks: Any) -> Any:
    """A column; NULL is refused unless said otherwise."""
    if unknown_rules := checks.keys() - RULES.keys():
        raise TypeError(f"a column cannot be asked {sorted(unknown_rules)}; use {list(RULES)}")
    told = tuple(check(rule, checks[rule]) for rule in RULES if rule in checks)
    return Declared(description, nullable, told)


def measure(description: str, **checks: Any) -> Any:
    """A quantity that may be unknown and, unless said otherwise, is above zero where it is known."""
    return column(description, nullable=True, **(checks or {"gt": 0}))


CHIP_LIMITS: dict[str, dict[str, float]] = {
    "mm2": {"ge": 20, "le": 60_000},
    "w": {"ge": 0.5, "le": 30_000},
    "gb": {"ge": 1e-5, "le": 3_000},
    "flop_per_s": {"gt": 0, "le": 1e18},
    "op_per_s": {"gt": 0, "le": 1e18},
    "count": {"ge": 1, "le": 1e14},
}
"""What one chip or board can be, by the unit of the measure, wide enough for the next decade: dies
of graphics processors have tens of mm2 and a wafer 46,225; a wafer's system draws 23 kW; boards of
2026 hold 0.4 TB and reach 3e16 FLOP/s; a wafer has 4e12 transistors."""


def chip_measure(description: str, unit: str) -> Any:
    """A measure of one chip or board, within what one can be."""
    return measure(description, **CHIP_LIMITS[unit])


def chip_id() -> Any:
    """The stable slug of a chip."""
    return column("Stable slug of the chip variant, never changed by a relabelling", str_matches=SLUG)


def name_of_id(description: str) -> Any:
    """A printed name that an id is made of: without a letter or digit, it would name nothing."""
    return column(description, str_matches=r"[\s\S]*[A-Za-z0-9]")


def source_id(description: str = "Source the row comes from, see meta.source") -> Any:
    """The id of a declared source."""
    return column(description, str_matches=r"^[a-z0-9_]+$")


def precision(of: str) -> Any:
    """How exactly a date is known."""
    return column(f"How exactly {of} is known; the date is the first day of that period",
                  nullable=True, isin=PRECISIONS)


def citation() -> Any:
    """Where a fact was read."""
    return column("Document the row's facts were read in")


def citation_url() -> Any:
    """Where that document can be opened."""
    return column("Address of that document", str_matches=r"^https?://")


def data_through_date() -> Any:
    """How far the inputs of a series reach: the series ends there."""
    return column("Last day through which the inputs of the row are known, see core.coverage; the "
                  "series has no row after it")


def is_quotable(*values: str, unit: str | None = None, points: str | None = None) -> Any:
    """Whether the intervals of some values of a row say enough; a test holds the mark to them."""
    one = f"the interval of {values[0]} is" if len(values) == 1 else (
        f"the intervals of {' and '.join(values)} are")
    widest = " and ".join(quoting.limits(values, unit))
    by = f", by {unit}," if unit else ""
    fitted = f", or {points} or the time from first_date to last_date is below {' and '.join(quoting.FIT)}"
    return Declared(f"Whether {one} narrow enough to be quoted alone, see {widest}{by} "
                    f"in core.model_constant; false where it holds zero or a part is not counted"
                    f"{fitted if points else ''}, NULL without one",
                    is_nullable=True, quoted=values, quoted_unit=unit, quoted_points=points)


def source_tables() -> Any:
    """What `trace` follows of a row, where a table is made from more than each row is."""
    return column("Tables that the row comes from, where those of other rows are other ones")


def confirmed_cell_share() -> Any:
    """How far a row's believed numbers and dates are supported."""
    return column("Share of its numbers and dates confirmed, see core.cell_confirmation; NULL if it "
                  "has none", nullable=True, ge=0, le=1)


def unknown() -> Any:
    """Why a measure of the row is empty."""
    return column(
        "Reason for each empty measure, as `measure:reason` joined by `; `", nullable=True
    )
