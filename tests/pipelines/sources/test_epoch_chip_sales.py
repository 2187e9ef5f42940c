"""Epoch AI's chip sales and owners: one register from a family of files, and the kept releases."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from pipelines.sources.epoch_chip_sales import FILES, REPOSITORY, SOURCE, gather, parse
from warehouse.folding.fold import empty_state, fold
from warehouse.paths import SQL_ROOT
from warehouse.rows.records import Parsed, Unreadable
from warehouse.storage.snapshots import end_of_day

TIMELINE = (
    "Name,Chip manufacturer,Start date,End date,Compute estimate in H100e (median),"
    "H100e (5th percentile),H100e (95th percentile),Number of Units,"
    "Number of Units (5th percentile),Number of Units (95th percentile),Source / Link,Notes,Chip type"
)
TOTALS = (
    "Name,Chip manufacturer,Start date,End date,Number of units (5th percentile),"
    "Number of units (median),Number of units (95th percentile),Incomplete,Notes"
)
OWNERS = (
    "Name,Chip manufacturer,Owner,Start date,End date,Chip type,Number of Units (median),"
    "Number of Units (5th percentile),Number of Units (95th percentile),Incomplete,Notes"
)

PERCENTILES = (
    "end_date,units_p5,units_med,units_p95,h100e_p5,h100e_med,h100e_p95,power_mw_p5,power_mw_med,"
    "power_mw_p95,cost_usd_p5,cost_usd_med,cost_usd_p95,incomplete,source,notes"
)
FIGURES = (
    "2026-06-30,1130159,1334042,1567496,2855379,3370495,3960322,1582.223,1867.659,2194.494,"
    "48596834784,57363801337,67402306668"
)
NOTE = "Based on Nvidia fiscal quarters. Generated on 2026-09-24 17:33"


def file(header: str, *rows: str) -> bytes:
    return "\n".join((header, *rows, "")).encode()


def parsed(header: str, *rows: str) -> pl.DataFrame:
    found = parse(file(header, *rows))
    assert found.rejected == []
    return found.frame


def test_a_quarter_of_sales_by_chip() -> None:
    row = parsed(TIMELINE, "Q1 2022 - A100,Nvidia,1/1/2022,3/31/2022,66883,51547,87166,212120,"
                           "163481,276445,,Estimates generated on: 03-31-2026 17:12,A100").row(
        0, named=True)
    assert (row["series"], row["detail"], row["owner_name"]) == ("calendar_quarter", "by_chip", "all")
    assert (row["start_date"], row["end_date"]) == (date(2022, 1, 1), date(2022, 3, 31))
    assert (row["unit_count_low"], row["unit_count"], row["unit_count_high"]) == (
        163481, 212120, 276445)
    assert (row["h100e_count_low"], row["h100e_count"], row["h100e_count_high"]) == (
        51547, 66883, 87166)
    assert row["note"] is None and row["is_incomplete"] is False


@pytest.mark.parametrize(("headers", "row", "series", "detail", "owner", "is_incomplete"), [
    ("name,designer,chip_type,start_date", "Nvidia B300 Q2 2026,Nvidia,B300,2026-04-01",
     "calendar_quarter", "by_chip", "all", False),
    ("name,designer,owner,chip_type,start_date", "Amazon Amazon B300 Q2 2026,Amazon,Amazon,B300,2026-04-01",
     "calendar_quarter", "by_chip", "Amazon", False),
    ("name,designer,series_start", "Nvidia cumulative Q1 2022 through Q2 2026,Nvidia,2022-01-01",
     "cumulative", "total", "all", True),
])
def test_the_headers_of_september_2026_say_the_same(
    headers: str, row: str, series: str, detail: str, owner: str, is_incomplete: bool
) -> None:
    found = parsed(f"{headers},{PERCENTILES}", f"{row},{FIGURES},{is_incomplete},,{NOTE}").row(0, named=True)
    told = (found["series"], found["detail"], found["owner_name"], found["is_incomplete"])
    assert told == (series, detail, owner, is_incomplete)
    assert (found["unit_count_low"], found["unit_count"], found["unit_count_high"]) == (
        1130159, 1334042, 1567496)
    assert (found["h100e_count"], found["power_mw"]) == (3370495, 1867.659)
    assert found["note"] == "Based on Nvidia fiscal quarters."


@pytest.mark.parametrize(("dates", "series"), [
    ("1/1/2024,3/31/2024", "calendar_quarter"),
    ("2024-10-01,2024-12-31", "calendar_quarter"),
    ("2021-11-01,2022-01-30", "fiscal_quarter"),
    ("10/31/2022,1/29/2023", "fiscal_quarter"),
    ("2/1/2024,4/30/2024", "fiscal_quarter"),
    ("1/1/2024,6/30/2024", "fiscal_quarter"),
])
def test_a_calendar_quarter_is_told_by_its_days(dates: str, series: str) -> None:
    assert parsed(TIMELINE, f"x,Nvidia,{dates},1,1,1,1,1,1,,,A100")["series"].to_list() == [series]


@pytest.mark.parametrize("name", [
    "Nvidia total Q1 2022 to Q1 2022", "Amazon cumulative Trainium through Q1 2024",
    "Trainium1 Q1 2024 to Q1 2024", "Microsoft A100 cumulative through Q1 2022",
])
def test_running_totals_are_told_by_their_names(name: str) -> None:
    row = parsed(TOTALS, f"{name},Nvidia,1/1/2022,3/31/2022,1,2,3,,").row(0, named=True)
    assert (row["series"], row["detail"], row["chip_key"]) == ("cumulative", "total", "all")


@pytest.mark.parametrize(("mark", "note", "expected"), [
    ("checked", "", True), ("", "", False),
    ("", "Incomplete: based on fiscal quarters ending 1/25/2026. Estimates generated on: 04-03-2026 "
         "14:15", True),
])
def test_an_incomplete_quarter_is_marked_in_either_place(mark, note, expected) -> None:
    row = parsed(TOTALS, f"x total Q1 2022 to Q1 2026,Nvidia,1/1/2022,3/31/2026,1,2,3,{mark},{note}")
    assert row["is_incomplete"].item() is expected
    assert "generated" not in (row["note"].item() or "")


def test_short_years_are_of_this_century() -> None:
    row = parsed(OWNERS, "xAI B200 cumulative through Q3 2025,Nvidia,xAI,1/1/24,9/30/25,B200,140000,"
                         ",,,")
    assert row["end_date"].item() == date(2025, 9, 30)
    assert row["unit_count_low"].item() is None


def test_a_date_that_is_none_sets_the_row_aside() -> None:
    found = parse(file(TIMELINE, "x,Nvidia,13/13/2024,3/31/2024,1,1,1,1,1,1,,,A100"))
    assert [(cell.column_name, cell.value) for cell in found.rejected] == [
        ("start_date", "2024-13-13")]


@pytest.mark.parametrize("sign", ["-", "\u202e", "..."])
def test_a_chip_without_a_name_sets_its_row_aside_and_no_other(sign: str) -> None:
    """Its id would be its maker's alone, which stopped every table of shipments."""
    found = parse(file(OWNERS, f"x Q1 2024,Amazon,Amazon,1/1/2024,3/31/2024,{sign},5,4,6,,",
                       "x Q1 2024,Amazon,Amazon,1/1/2024,3/31/2024,Trainium2,5,4,6,,"))
    assert {cell.row_number for cell in found.rejected} == {2}
    assert found.frame["chip_key"].to_list() == ["Trainium2"]


def test_an_empty_owner_is_not_all_owners() -> None:
    found = parse(file(OWNERS, "x Q1 2024,Nvidia,,1/1/2024,3/31/2024,H100,5,4,6,,"))
    assert [cell.column_name for cell in found.rejected] == ["owner_name"]
    assert found.frame.is_empty()


def test_a_file_of_something_else_is_refused() -> None:
    with pytest.raises(Unreadable, match="has no column"):
        parse(b"Quarter,Revenue\nQ1,5\n")


def test_the_generation_time_and_a_rename_are_no_revision() -> None:
    """A new run with the same figures and the brand before the name: nothing is added or removed."""
    first = parse(file(TIMELINE, "FY24 Q1 - MI300A,AMD,1/1/2024,3/31/2024,9,8,10,9,8,10,,"
                                 "Estimates generated on: 03-06-2026 15:14,MI300A"))
    later = parse(file(TIMELINE, "FY24 Q1 - Instinct MI300A,AMD,1/1/2024,3/31/2024,9,8,10,9,8,10,,"
                                 "Estimates generated on: 04-03-2026 12:27,Instinct MI300A"))
    steps = folded(first, later)
    assert (steps[1].added, steps[1].removed, steps[1].is_held) == (0, 0, False)
    same = folded(first, parse(file(
        TIMELINE, "FY24 Q1 - MI300A,AMD,1/1/2024,3/31/2024,9,8,10,9,8,10,,"
                  "Estimates generated on: 03-07-2026 01:02,MI300A")))
    assert (same[1].added, same[1].changed, same[1].removed) == (0, 0, 0)


def test_a_file_says_nothing_of_other_makers_and_owners() -> None:
    one = parse(file(OWNERS, "Meta Q1 2024,Nvidia,Meta,1/1/2024,3/31/2024,H100/H200,5,4,6,,"))
    other = parse(file(OWNERS, "CoreWeave Q1 2024,Nvidia,CoreWeave,1/1/2024,3/31/2024,H100/H200,"
                               "1,1,1,,"))
    assert folded(one, other)[1].state.height == 2


def folded(*files: Parsed) -> list:
    state, steps = empty_state(files[0].frame), []
    for day, found in enumerate(files, start=1):
        step = fold(state, found.frame, SOURCE.register, f"s{day}", end_of_day(date(2026, 4, day)))
        state = step.state
        steps.append(step)
    return steps


def test_all_files_at_once_are_the_files_one_by_one() -> None:
    """Gathered from the repository as one JSON object, and read as if each came alone."""
    sales = file(TIMELINE, "Q1 2024 - H100,Nvidia,1/1/2024,3/31/2024,1,1,1,1,1,1,,,H100")
    asked: list[str] = []

    def get(address: str, media: str) -> bytes:
        asked.append(address)
        return sales.replace(b"Nvidia", f"Maker{len(asked)}".encode())

    body, day = gather(get)
    assert day is None and len(asked) == len(FILES) and asked[0].startswith(f"{REPOSITORY}/csv_export/")
    found = parse(body)
    assert found.frame.height == len(FILES)
    assert found.frame["row_number"].n_unique() == len(FILES)
    assert json.loads(body).keys() == set(FILES)


def kept(shared_data: Path) -> list[Path]:
    files = [file for file in sorted(shared_data.rglob("*.csv"))
             if SOURCE.matches(str(file.relative_to(shared_data)))]
    assert len(files) == 60
    return files


def test_every_kept_release_is_read_whole(shared_data: Path) -> None:
    for path in kept(shared_data):
        found = parse(path.read_bytes())
        lines = [line for line in path.read_text("utf-8-sig").splitlines() if line.strip()]
        assert found.rejected == []
        assert found.frame.height == len(lines) - 1, path.name


def test_the_latest_release_is_one_register_without_repeats(shared_data: Path) -> None:
    frames = [parse(path.read_bytes()).frame for path in kept(shared_data)
              if "2026-04-22" in path.name]
    assert pl.concat(frames).select(SOURCE.register.key).is_duplicated().sum() == 0


def test_bundled_weights_give_the_publishers_h100_equivalents(shared_data: Path, built) -> None:
    """Units of a chip times our weight are its H100 equivalents, to the unit, in every sales file."""
    weights = built("core.chip_weight").filter(
        (pl.col("publisher_id") == "epoch-ai") & (pl.col("h100e_basis") == "dense_int8"))
    chips = pl.read_csv(SQL_ROOT / "seed" / "chip_alias.csv").filter(
        pl.col("source_id") == "epoch_chip_sales")
    for path in kept(shared_data):
        if path.name.startswith("csv_export") and "calendar" in path.name:
            rows = parse(path.read_bytes()).frame.join(
                chips, left_on="chip_key", right_on="alias").join(weights, on="chip_id")
            error = (rows["unit_count"] * rows["h100e_per_chip_ratio"] - rows["h100e_count"]).abs()
            assert rows.height > 25
            assert (error <= 1 + 1e-5 * rows["h100e_count"]).all(), path.name
