"""Rows that satisfy a table class, and values that break one of its rules, made from its declaration.

What must come of them is not said here: tests/schemas says it.
"""

from __future__ import annotations

import json
import math
import re
from datetime import UTC, date, datetime
from typing import Any

import polars as pl

from schemas import base
from schemas.base import TEXT_LIST, UTC_TIMESTAMP, Column, Table

TEXTS = ["any", "774", "a", "USA", "1", "1a", "2024", "https://a.example/", "A", "3A090", "3A090.a",
         "2024-01", "2024-01-02T00:00:00Z", "M01", "core.chip", "XCR",
         "core.chip_fact", "a1b2" * 16, "en", "C01", "a1", "C01a"]
"""Candidates for text columns; a class with another pattern adds one that matches."""

NUMBERS = [1, 0.5, 2, 0, -1, 100, 2020, 1e6, 1e18]
"""Candidates for columns of numbers; a class with narrower bounds adds one between them."""

BY_TYPE: dict[Any, list[Any]] = {
    pl.String: ["x"], pl.Float64: [1.5], pl.Int64: [7], pl.Boolean: [True],
    pl.Date: [date(2024, 1, 2)], UTC_TIMESTAMP: [datetime(2024, 1, 2, tzinfo=UTC)],
    TEXT_LIST: [["x"]],
}
NEAR: dict[Any, Any] = {
    pl.Float64: pl.Float32, pl.Int64: pl.Int32, UTC_TIMESTAMP: pl.Datetime("us"),
    pl.String: pl.Categorical, pl.Date: pl.Datetime("us"),
}
"""Types that pass for another at a glance."""


def rules_of(about: Column) -> dict[str, dict[str, Any]]:
    """Name and parameters of each check of a column."""
    parted = (check.partition("{") for check in about.checks)
    return {name: json.loads(f"{{{rest}") for name, _, rest in parted}


def good_value(about: Column) -> Any:
    """A value that satisfies the column's checks."""
    rules = rules_of(about)
    if "isin" in rules:
        return sorted(rules["isin"]["allowed_values"])[0]
    if "str_matches" in rules:
        pattern = rules["str_matches"]["pattern"]
        found = next((text for text in TEXTS if re.search(pattern, text)), None)
        assert found is not None, f"add a text that matches {pattern} to TEXTS"
        return found
    if about.dtype in (pl.Float64, pl.Int64):
        return _good_number(about, rules)
    return BY_TYPE[about.dtype][0]


def _good_number(about: Column, rules: dict[str, dict[str, Any]]) -> float | int:
    fitting = [n for n in NUMBERS if all(_holds(n, rule, said) for rule, said in rules.items())]
    assert fitting, f"add a number that fits {about} to NUMBERS"
    return int(fitting[0]) if about.dtype == pl.Int64 else float(fitting[0])


def _holds(number: float, rule: str, said: dict[str, Any]) -> bool:
    match rule:
        case "greater_than":
            return number > said["min_value"]
        case "greater_than_or_equal_to":
            return number >= said["min_value"]
        case "less_than":
            return number < said["max_value"]
        case "less_than_or_equal_to":
            return number <= said["max_value"]
        case "in_range":
            return bool(said["min_value"] <= number <= said["max_value"])
        case "finite":
            return True
    raise AssertionError(f"teach the tests the rule {rule}")


def good_frame(table: type[Table], rows: int = 1) -> pl.DataFrame:
    """The same valid row, some times over."""
    return pl.DataFrame(
        {about.name: pl.Series([good_value(about)] * rows, dtype=about.dtype)
         for about in base.columns(table)}
    )


def of_another_type(about: Column, steps: int) -> pl.Series:
    """A value of the type so many steps behind the column's own; none past the last."""
    types = list(BY_TYPE)
    other = types[(types.index(about.dtype) + steps) % len(types)]
    return pl.Series(BY_TYPE[other], dtype=other)


def near_relative(about: Column) -> pl.Series:
    """A good value in the type that passes for the column's own."""
    return pl.Series([good_value(about)], dtype=about.dtype).cast(NEAR[about.dtype])


def breaking(about: Column) -> list[tuple[Any, str]]:
    """Values that break a rule of a column, each with the check that must fail."""
    return [(value, rule) for rule, said in rules_of(about).items()
            for value in _beyond(rule, said, about.dtype == pl.Int64)]


def _beyond(rule: str, said: dict[str, Any], is_whole: bool) -> list[Any]:  # noqa: PLR0911
    """Values that break a rule, the nearest ones first; one return per rule."""
    step = 1 if is_whole else 1e-9
    match rule:
        case "greater_than":
            return [said["min_value"], said["min_value"] - 1]
        case "greater_than_or_equal_to":
            below = said["min_value"] - step
            below = below if below < said["min_value"] else math.nextafter(below, -math.inf)
            return [below, min(said["min_value"] * 2, said["min_value"]) - 1]
        case "less_than":
            return [said["max_value"], said["max_value"] + 1]
        case "less_than_or_equal_to":
            above = math.nextafter(said["max_value"], math.inf)
            return [said["max_value"] + 1 if is_whole else above, said["max_value"] * 2 + 1]
        case "in_range":
            return [said["min_value"] - step, said["max_value"] + step]
        case "isin":
            return ["none of these", ""]
        case "str_matches":
            return [text for text in ("", " ", "~") if not re.search(said["pattern"], text)]
        case "finite":
            return [float("inf"), float("-inf"), float("nan")]
    raise AssertionError(f"teach the tests the rule {rule}")
