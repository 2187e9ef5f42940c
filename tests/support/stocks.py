"""Shipments for tests, one line each; helpers to ask a table for one row."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import polars as pl

from tests.support.tiny import constants, frame, made

OWNERS = {
    "all": ("all", None), "china": ("country_aggregate", "CHN"), "other": ("residual", None),
    "bytedance": ("organization", "CHN"),
}
H20, H100, A100 = "nvidia-h20", "nvidia-h100-sxm", "nvidia-a100-sxm-80gb"


def quarter(text: str) -> date:
    """Last day of `2024q1`."""
    year, number = int(text[:4]), int(text[5:])
    following = date(year + number // 4, number % 4 * 3 + 1, 1)
    return following - timedelta(days=1)


def shipped(
    when: str, owner: str, chip: str, value: float | tuple[float, float, float],
    designer: str = "nvidia", kind: str = "flow", **more: Any,
) -> dict[str, Any]:
    """A believed statement of dense 8-bit H100 equivalents; a single value has no interval."""
    low, middle, high = value if isinstance(value, tuple) else (None, value, None)
    end = quarter(when)
    owner_kind, country = OWNERS.get(owner, ("organization", "USA"))
    return {
        "publisher_id": "test", "designer_id": designer, "owner_id": owner, "chip_id": chip,
        "period_kind": kind, "period_start_date": date(end.year, end.month - 2, 1),
        "period_end_date": end, "unit_count_low": low, "unit_count": middle,
        "unit_count_high": high, "unit_count_basis": "estimated", "h100e_count_low": low,
        "h100e_count": middle, "h100e_count_high": high, "interval_kind": "ci90" if high else None,
        "owner_kind": owner_kind, "owner_country_code": country, "is_in_aggregate": False,
        "is_listed_chip": True, "h100e_basis": "dense_int8", "h100e_count_basis": "estimated",
        "is_incomplete": False, "coverage_start_date": date(2019, 10, 1), "is_chosen": True,
        "source_id": "seed", "source_locator": "row 1", "citation": "test",
    } | more


def shipments(*rows: dict[str, Any]) -> pl.DataFrame:
    """Rows of core.chip_shipment."""
    return frame("core.chip_shipment", *rows)


def table(name: str, *rows: dict[str, Any], **others: pl.DataFrame) -> pl.DataFrame:
    """A table made of these shipments, the bundled assumptions, and other frames."""
    given = {table.replace("__", "."): found for table, found in others.items()}
    return made(name, ("core.chip_shipment", shipments(*rows)),
                ("core.model_constant", constants()), *given.items())


def only(rows: pl.DataFrame, **wanted: Any) -> dict[str, Any]:
    """The single row with these values."""
    found = rows.filter(*(pl.col(name) == value for name, value in wanted.items()))
    assert found.height == 1, f"{found.height} rows with {wanted}"
    return found.row(0, named=True)
