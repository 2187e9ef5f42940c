"""What a number can be at all, by the unit that its column's name states, with the reason.

A column that says less than its unit is bounded here, so that no class can publish what cannot be.
Tighter bounds, of a chip for instance, stand with the columns.
"""

from __future__ import annotations

from dataclasses import dataclass

from schemas.columns import check, unit_of

LOWEST = ("greater_than", "isin")
HIGHEST = ("less_than", "isin")
"""How the checks begin by which a column bounds itself from below and from above."""


LARGEST_WHOLE = 4 * 10**18
"""What a whole number of 64 bits can hold, and twice that too."""


@dataclass(frozen=True)
class Limit:
    """The least and the most there can be of a unit in the next decade, and why."""

    low: float
    high: float
    reason: str


LIMITS: dict[str | None, Limit] = {
    "tpp_per_mm2": Limit(0, 1e5, "parts of 2026 reach 82"),
    "flop_per_s": Limit(0, 1e27, "all chips sold by 2026 reach some 1e23"),
    "op_per_s": Limit(0, 1e28, "as FLOP/s, in formats of fewer bits"),
    "bit_op_per_s": Limit(0, 1e30, "as operations, times their bits"),
    "gb_per_s": Limit(0, 1e10, "a rack of 2026 reads 1.5e8 GB/s"),
    "tflop_per_s": Limit(0, 1e15, "as FLOP/s"),
    "top_per_s": Limit(0, 1e16, "as operations/s"),
    "usd_per_hour": Limit(-1e12, 1e12, "the world's product of an hour is 1e10 dollars"),
    "million_usd_2023": Limit(-1e9, 1e9, "as dollars"),
    "usd_2023": Limit(-1e15, 1e15, "the world's product of a year is 1e14 dollars"),
    "usd": Limit(-1e15, 1e15, "the world's product of a year is 1e14 dollars"),
    "flop": Limit(0, 1e36, "the largest run of 2026 has 5e26, all chips in a decade some 1e34"),
    "tpp": Limit(0, 1e9, "a package of 2026 reaches 2.4e5"),
    "mm2": Limit(0, 1e6, "a wafer has 46,225 mm2"),
    "mw": Limit(0, 1e7, "the world generates some 3.5e6 MW"),
    "gb": Limit(0, 1e10, "a system of 2026 holds 4.5e6 GB"),
    "w": Limit(0, 1e13, "the world generates some 3.5e12 W; a chip's own limit is its class's"),
    "mhz": Limit(0, 1e5, "clocks have stayed below 1e4 MHz since 2004"),
    "nm": Limit(0.1, 1e5, "processes began at 10,000 nm, and atoms are 0.2 nm apart"),
    "bit": Limit(0, 1e6, "the widest bus of memory has 16,384 bits"),
    "share": Limit(-100, 100, "a loss can exceed a revenue, an error of a report its value"),
    "ratio": Limit(-1e30, 1e30, "runs lie 1e25 apart, from the first perceptron to today's"),
    "count": Limit(-1e18, 1e18, "all text ever written has some 1e16 tokens"),
    "days": Limit(-40_000, 40_000, "chips and rules are some 80 years old"),
    "months": Limit(-1_500, 1_500, "chips and rules are some 80 years old"),
    "years": Limit(-1e5, 1e5, "what grows too slowly to tell doubles in many years"),
    "s": Limit(0, 1e9, "a billion seconds are 32 years"),
    "deg": Limit(-180, 180, "places on the earth"),
    None: Limit(-1e40, 1e40, "numbers of several units, or of none, such as positions and scores"),
}


def missing(column_name: str, checks: tuple[str, ...], *, is_whole: bool) -> tuple[str, ...]:
    """The bounds of the unit of a number that its checks do not state themselves."""
    limit = LIMITS[unit_of(column_name)]
    low, high = limit.low, limit.high
    if is_whole:
        low, high = int(max(low, -LARGEST_WHOLE)), int(min(high, LARGEST_WHOLE))
    found = () if any(said.startswith(LOWEST) for said in checks) else (check("ge", low),)
    return found if any(said.startswith(HIGHEST) for said in checks) else (*found, check("le", high))
