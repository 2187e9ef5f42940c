"""Published figures against ours: which are reproduced, and why the others are not.

A published value with an interval is reproduced when our central value lies in it and the intervals
overlap by at least half of the shorter; one without, when ours is within its tolerance.
"""

import csv
from pathlib import Path

import pytest

from tests.conftest import opened
from warehouse.paths import REPOSITORY, Home

ROWS = list(csv.DictReader((REPOSITORY / "tests" / "reference.csv").open(encoding="utf-8")))


def cases() -> list[object]:
    """One case per reference; those known to fail must fail, with the reason."""
    return [
        pytest.param(
            row, id=f"{row['publisher']}-{row['series_or_key'].replace('/', '-')}",
            marks=[pytest.mark.xfail(reason=row["expected_failure"], strict=True)]
            if row["expected_failure"] else [],
        )
        for row in ROWS
    ]


def ours(home: Path, row: dict[str, str]) -> tuple[float, float, float]:
    """Our value and its interval for a reference."""
    quantity = row["quantity"].replace("growth_per_year_share", "growth_per_year_ratio")
    with opened(Home(home).published) as con:
        found = con.execute(
            f"select {quantity}_low, {quantity}, {quantity}_high from metric.trend where series_id = ?",
            [row["series_or_key"]],
        ).fetchone()
    assert found is not None, "the series is gone"
    shift = 1 if row["quantity"] == "growth_per_year_share" else 0
    low, value, high = (end - shift for end in found)
    return low, value, high


@pytest.mark.parametrize("row", cases())
def test_published_figure_is_reproduced(row: dict[str, str], latest_home: Path) -> None:
    low, value, high = ours(latest_home, row)
    published = float(row["published"])
    if not row["published_interval"]:
        assert abs(value - published) <= float(row["tolerance_share"]) * published
        return
    published_low, published_high = float(row["published_low"]), float(row["published_high"])
    overlap = min(high, published_high) - max(low, published_low)
    assert published_low <= value <= published_high
    assert overlap >= 0.5 * min(high - low, published_high - published_low)
