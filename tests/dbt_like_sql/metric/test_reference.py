"""Published figures against ours: which are reproduced, and why the others are not.

A published value with an interval is reproduced when our central value lies in it and the intervals
overlap by at least half of the shorter; one without, when ours is within its tolerance.
`table_name`, `where` and `quantity` say where ours stands, made of what comes with the code alone;
a share of growth is its ratio less one.
"""

import csv
from pathlib import Path

import pytest

from tests.support.homes import opened
from warehouse.paths import REPOSITORY, Home

ROWS = list(csv.DictReader((REPOSITORY / "tests" / "reference.csv").open(encoding="utf-8")))
REASONS = {
    (row["table_name"], row["where"], row["quantity"]): row["query"]
    for row in csv.DictReader((REPOSITORY / "tests" / "reference_reason.csv").open(encoding="utf-8"))
}
"""What shows on every run that the reason of an expected failure still holds."""
GROWTH_SHARE = "growth_per_year_share"


def cases() -> list[object]:
    """One case per reference; those known to fail must fail, with the reason."""
    return [
        pytest.param(
            row, id=f"{row['metric']}-{row['publisher']}-{number}",
            marks=[pytest.mark.xfail(reason=row["expected_failure"], strict=True)]
            if row["expected_failure"] else [],
        )
        for number, row in enumerate(ROWS, start=2)
    ]


def ours(home: Path, row: dict[str, str]) -> tuple[float | None, float, float | None]:
    """Our value and, where the reference has one, its interval."""
    quantity = row["quantity"].replace(GROWTH_SHARE, "growth_per_year_ratio")
    ends = ("_low", "", "_high") if row["published_interval"] else ("",)
    wanted = ", ".join(f"{quantity}{end}" for end in ends)
    with opened(Home(home).published) as con:
        found = con.execute(f"select {wanted} from {row['table_name']} where {row['where']}").fetchall()
    assert len(found) == 1, f"{len(found)} rows are meant by {row['where']}"
    shift = 1 if row["quantity"] == GROWTH_SHARE else 0
    values = [value - shift for value in found[0]]
    return (values[0], values[1], values[2]) if len(values) == 3 else (None, values[0], None)


@pytest.mark.parametrize("row", cases())
def test_published_figure_is_reproduced(row: dict[str, str], first_refresh: Path) -> None:
    low, value, high = ours(first_refresh, row)
    published = float(row["published"])
    if not row["published_interval"]:
        assert abs(value - published) <= float(row["tolerance_share"]) * published
        return
    published_low, published_high = float(row["published_low"]), float(row["published_high"])
    overlap = min(high, published_high) - max(low, published_low)
    assert published_low <= value <= published_high
    assert overlap >= 0.5 * min(high - low, published_high - published_low)


def failing() -> dict[tuple[str, str, str], str]:
    """The figures that are known not to be reproduced, and why."""
    return {(row["table_name"], row["where"], row["quantity"]): row["expected_failure"]
            for row in ROWS if row["expected_failure"]}


def test_every_expected_failure_has_a_query_that_shows_its_reason() -> None:
    assert set(REASONS) == set(failing())


@pytest.mark.parametrize("key", sorted(REASONS))
def test_the_reason_of_an_expected_failure_holds(key: tuple[str, str, str], first_refresh: Path) -> None:
    with opened(Home(first_refresh).published) as con:
        assert con.execute(REASONS[key]).fetchall() == [(True,)], failing()[key]
