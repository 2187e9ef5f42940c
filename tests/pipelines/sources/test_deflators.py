"""CPI and PPI: files in the publishers' forms, what was known when, and the index by hand."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipelines.commands.ingest import date_in
from pipelines.formats.calendar import end_of_month_after
from pipelines.sources import bls_cpi, fred_ppi
from tests.support.folding import World, at
from tests.support.tiny import frame, made
from warehouse.storage.snapshots import end_of_day


@pytest.mark.parametrize(("month", "later", "expected"), [
    (date(2023, 11, 1), 1, date(2023, 12, 31)), (date(2023, 12, 1), 1, date(2024, 1, 31)),
    (date(2024, 1, 1), 1, date(2024, 2, 29)), (date(2023, 12, 1), 5, date(2024, 5, 31)),
    (date(2024, 1, 15), 0, date(2024, 1, 31)),
])
def test_the_last_day_of_a_later_month(month: date, later: int, expected: date) -> None:
    assert end_of_month_after(month, later) == expected


def fred(header: str, *values: str) -> bytes:
    rows = [f"2024-{month:02d}-01,{value}" for month, value in enumerate(values, start=1)]
    return "\n".join([f"{header},PCU518210518210", *rows, "", ""]).encode()


@pytest.mark.parametrize("header", ["DATE", "observation_date"])
def test_both_headers_and_a_blank_last_row_are_read(header: str) -> None:
    found = fred_ppi.parse(fred(header, "100.0", "101.5", "."))
    assert (found.rejected, tuple(found.unread)) == ([], ())
    assert found.frame["index_value"].to_list() == [100.0, 101.5, None]


def test_all_but_the_last_four_months_are_final_five_months_on() -> None:
    found = fred_ppi.parse(fred("DATE", *["100"] * 6)).frame["published_date"].to_list()
    assert found == [date(2024, 6, 30), date(2024, 7, 31), None, None, None, None]


def test_which_months_are_final_does_not_hang_on_the_order_of_rows_or_on_one_that_is_none() -> None:
    header, *rows = fred("DATE", *["100"] * 6).decode().split()
    given = fred_ppi.parse("\n".join([header, *reversed(rows), "Total,1", "Source: BLS"]).encode())
    assert dict(given.frame.select("month_start_date", "published_date").rows()) == dict(
        fred_ppi.parse(fred("DATE", *["100"] * 6)).frame.select(
            "month_start_date", "published_date").rows())
    assert given.rejected_row_count == 2


CPI = b"""series_id                     \tyear\tperiod\t       value\tfootnote_codes
CUUR0000SA0      \t2023\tM11\t     307.051\t
CUUR0000SA0      \t2023\tM13\t     304.702\t
CUUR0000SA0      \t2025\tM10\t           -\tX
CUSR0000SA0      \t2023\tM11\t     308.024\t
"""


@pytest.mark.parametrize(("year", "period"), [
    ("0", "M11"), ("999999", "M11"), ("9999", "M13"), ("2099", "M99"), ("9" * 5000, "M11"), ("2023", "M"),
    ("2023", "M\u00b2"),
])
def test_a_month_that_cannot_be_costs_its_row_and_no_other(year: str, period: str) -> None:
    found = bls_cpi.parse(CPI + f"CUUR0000SA0\t{year}\t{period}\t1\t\n".encode())
    assert found.frame.equals(bls_cpi.parse(CPI).frame)
    assert [cell.row_number for cell in found.rejected] == [6]


def series(base: float, *, slip: tuple[int, float] | None = None) -> str:
    values = [base * (100 + n) for n in range(12)]
    if slip:
        values[slip[0]] *= slip[1]
    rows = [f"CUUR0000SEEE,2023,M{n:02d},{value:.3f}" for n, value in enumerate(values, start=1)]
    others = [f"CUSR0000SA0,{year},M{n:02d},{year - 1700 + n / 10:.1f}"
              for year in range(2010, 2024) for n in range(1, 13)]
    return "\n".join(["series_id,year,period,value", *rows, *others])


def test_a_series_may_have_another_base_and_no_value_of_it_alone(tmp_path: Path) -> None:
    world = World(tmp_path, bls_cpi.SOURCE)
    world.see(at(1), series(1))
    world.see(at(2), series(14.8))
    assert [outcome.cells for outcome in world.belief().outcomes] == [(), ()]
    world.see(at(3), series(14.8, slip=(4, 1e-3)))
    cell, = world.belief().outcomes[-1].cells
    assert (cell["subject"], cell["said"]) == ("CUUR0000SEEE|2023|M05", 1.539)
    assert {row["index_value"] for row in world.rows() if row["period"] == "M05"} >= {1539.2}


def test_the_file_of_the_bls_is_read_and_a_value_never_collected_is_empty() -> None:
    found = bls_cpi.parse(CPI)
    assert found.rejected == []
    rows = found.frame.select("series_id", "period", "index_value", "published_date").rows()
    assert rows == [
        ("CUSR0000SA0", "M11", 308.024, None), ("CUUR0000SA0", "M11", 307.051, date(2023, 12, 31)),
        ("CUUR0000SA0", "M13", 304.702, date(2024, 1, 31)), ("CUUR0000SA0", "M10", None, date(2025, 11, 30)),
    ]


@pytest.mark.parametrize("source", [bls_cpi, fred_ppi])
def test_kept_releases_are_read_whole_and_folded(
    source: Any, tmp_path: Path, shared_data: Path
) -> None:
    world = World(tmp_path, source.SOURCE)
    files = [f for f in sorted((shared_data / "deflators").iterdir())
             if source.SOURCE.matches(f"deflators/{f.name}")]
    for file in files:
        lines = [line for line in file.read_text().splitlines() if line.strip()]
        found = source.parse(file.read_bytes())
        assert (found.rejected, found.frame.height) == ([], len(lines) - 1)
        world.see(end_of_day(date_in(file.name) or date.min), file.read_bytes())
    assert world.statuses() == ["folded"] * len(files)


def test_a_final_month_is_known_before_the_first_file_and_a_provisional_one_is_not(
    tmp_path: Path, shared_data: Path
) -> None:
    """The value of February 2025 was 119.580 until July 2025, 122.218 since; M01 2020 is old."""
    world = World(tmp_path, fred_ppi.SOURCE)  # type: ignore[arg-type]
    for file in sorted((shared_data / "deflators").glob("fred_*.csv")):
        world.see(end_of_day(date_in(file.name) or date.min), file.read_bytes())

    def known(day: date) -> dict[date, float]:
        rows = world.rows(end_of_day(day))
        return {row["month_start_date"]: row["index_value"] for row in rows}

    assert date(2020, 1, 1) in known(date(2020, 7, 1))
    assert date(2020, 1, 1) not in known(date(2020, 3, 1))
    assert known(date(2025, 7, 1))[date(2025, 2, 1)] == 119.58
    assert known(date(2025, 8, 1))[date(2025, 2, 1)] == 122.218


def month(number: int, value: float, **more: Any) -> dict[str, Any]:
    return {"series_id": "CUUR0000SA0", "year": 2023, "period": f"M{number:02d}", "index_value": value,
            "source_id": "bls_cpi", "first_snapshot_id": "s", "source_locator": "row 1", **more}


def test_the_ratio_by_hand_leaves_the_annual_mean_out() -> None:
    """Eleven months at 100 and one at 112: their mean is 101.

    M13 of 500 is no month. A month at 202, of the year 2024, is worth half: 101 / 202.
    """
    found = made(
        "core.price_index",
        ("raw.bls_cpi", frame("raw.bls_cpi", *[month(m, 100.0) for m in range(1, 12)],
                              month(12, 112.0), month(13, 500.0), month(1, 202.0, year=2024),
                              month(2, 9.0, series_id="CUSR0000SA0"))))
    assert found.height == 13
    ratios = dict(found.select("month_start_date", "to_2023_ratio").iter_rows())
    assert ratios[date(2024, 1, 1)] == pytest.approx(101 / 202)
    assert ratios[date(2023, 1, 1)] == pytest.approx(1.01)


@pytest.mark.parametrize("value", ["1e9", "0.001"])
def test_a_new_month_in_another_unit_is_no_index(value: str) -> None:
    """There is no belief of a new month to hold it against."""
    header = f"observation_date,{fred_ppi.SERIES}"
    found = fred_ppi.parse(f"{header}\n2025-01-01,150.5\n2025-02-01,{value}\n".encode())
    assert [v for v in found.frame["index_value"] if v is not None] == [150.5]
