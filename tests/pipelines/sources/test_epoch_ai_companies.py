"""Epoch AI's companies and data centers: what a spreadsheet left in the files, and what they say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipelines.formats.cells import angle, tick
from pipelines.source import Source
from pipelines.sources import epoch_ai_companies as companies
from pipelines.sources import epoch_data_centers as sites
from tests.support.folding import World, at

SPEND = (
    "Id,Notes,Company,Amount,Category,Period type,Date,Report date,Confidence,Source Type,"
    "Exclude from graph view,Inference compute spend,R&D compute spend,Total compute spend\r\n"
    'OpenAI 2025 cloud compute,"two\n\nlines",OpenAI,16000000000,"R&D cloud compute,Inference cloud '
    'compute",Year,12/31/2025,0202-07-30,Likely,Media report,TRUE,,,16000000000\r\n'
    "Anthropic 2023,,Anthropic,2.85E+8,R&D cloud compute,Year,12/31/2023,11/10/2023,Likely,,,,,\r\n"
)
REVENUE = (
    "Company,Date,Revenue amount (normalize to annual),,,\r\n"
    "OpenAI,12/31/2023,2000000000,,,\r\nOpenAI,12/31/2023,700000000,,,\r\n"
    "OpenAI,12/31/2023,701000000,,,\r\nxAI,7/31/2025,1E+11,,,\r\n,,,,,\r\n"
)
SOLD = REVENUE.splitlines()[0] + "\nOpenAI,12/31/2023,2000000000,,,\n"
STAFF = (
    "Id,Company,Staff count,Date,Source 1,Source 2,Notes,Type,Division name,Source type,Confidence,"
    "Graph note\r\n"
    '"2016, 52",OpenAI,52,12/31/2016,https://a.example,,,Full company,,Company disclosure,Confident,\r\n'
    '"2016, 52",Meta,75,10/31/2016,,,,Division/role,FAIR,Media report,Likely,\r\n'
)
ROUNDS = (
    "Id,Company,Close date,Status,Funding (equity),Funding (debt),Valuation (post-money),Report date,"
    "Notes,Type,Confidence,Exclude from graph view\r\n"
    'Sep 2025 10B,xAI,,Late discussions,1E+11,,2E+11,9/19/2025,,"Primary,Debt",Likely,\r\n'
    "Tender,OpenAI,1/2/2024,Closed,0,,,,,Secondary,Likely,TRUE\r\n"
)
PLACES = (
    "Handle,Title,Project,Sentinel satellite timelapse,Address,Latitude,Longitude,Owner,Users,"
    "Investors,Construction companies,Energy companies,Current H100 equivalents,Current power (MW),"
    "Current total capital cost (2025 USD billions)\n"
    'A Site,A,Rainier #speculative,[x],Road,"32°35\'25""N"," 101°18\'43""W",Oracle #confident,'
    '"OpenAI #likely, Microsoft #likely",,,,0,0,10.5\n'
    'B Site,B,,,,"41°11\'6.6732""N","114°42\'1.6272""E",,,,,,1.5,2,0\n'
)
TIMELINE = (
    "Date,Data center,Construction status,Power (MW),H100 equivalents,Buildings operational,"
    "Total capital cost (2025 USD billions),Compute cost (2025 USD billions),"
    "Construction cost (2025 USD billions),Building area (square feet),Site area (square feet),"
    "Water use (MGD),Performance (8-bit OP/s)\r\n"
    "9/20/2016,A Site,Land clearing,0,0,0,0,0,0,,,,0\r\n"
    "1/1/2029,A Site,Expected,3328,5191509.247,15,29.9,20,9.9,,,5.5,1.02E+21\r\n"
)


@pytest.mark.parametrize(("text", "read"), [
    ("TRUE", "true"), ("True", "true"), ("checked", "true"), ("", "false"), ("maybe", "maybe")])
def test_a_tick_is_read_in_each_spelling(text: str, read: str) -> None:
    assert tick(text) == read


@pytest.mark.parametrize(("text", "read"), [
    ('32°35\'25"N', 32 + 35 / 60 + 25 / 3600), ('90°05\'35"W', -(90 + 5 / 60 + 35 / 3600)),
    ('41°11\'6.6732"N', 41.185187), ('0°30\'0"S', -0.5),
])
def test_degrees_minutes_and_seconds_become_degrees(text: str, read: float) -> None:
    assert float(angle(text)) == pytest.approx(read, abs=1e-6)
    assert angle("somewhere") == "somewhere"


def test_spend_is_read_as_printed_typo_included() -> None:
    found = companies.parse_compute_spend(SPEND.encode())
    assert found.rejected == []
    record = {row["record_key"]: row for row in found.frame.iter_rows(named=True)}
    openai, anthropic = record["OpenAI 2025 cloud compute"], record["Anthropic 2023"]
    assert openai["report_date"] is None
    assert [(c.column_name, c.value) for c in found.set_aside] == [("report_date", "0202-07-30")]
    assert openai["is_excluded_from_graph"] and not anthropic["is_excluded_from_graph"]
    assert (openai["amount_usd"], anthropic["amount_usd"]) == (1.6e10, 2.85e8)


def test_reports_without_an_id_are_known_by_what_they_state_and_headers_may_have_no_name() -> None:
    found = companies.parse_revenue_reports(REVENUE.encode())
    assert (found.rejected, tuple(found.unread)) == ([], ())
    assert found.frame["record_key"].to_list() == [
        "OpenAI 2023-12-31 2.0e+9", "OpenAI 2023-12-31 7.0e+8", "OpenAI 2023-12-31 7.0e+8 (2)",
        "xAI 2025-07-31 1.0e+11",
    ]


def test_a_list_of_milestones_that_is_cut_short_is_held(tmp_path: Path) -> None:
    header, row = TIMELINE.splitlines()[:2]
    whole = [row.replace(row.split(",")[0], f"2025-01-{n:02d}") for n in range(1, 29)]
    world = World(tmp_path, sites.SOURCES[1])  # type: ignore[arg-type]
    world.see(at(1), "\n".join([header, *whole]))
    world.see(at(2), "\n".join([header, *whole[:14]]))
    assert world.statuses() == ["folded", "held"]


@pytest.mark.parametrize(("parse", "file"), [
    (companies.parse_compute_spend, SPEND), (companies.parse_funding_rounds, ROUNDS),
    (companies.parse_staff_reports, STAFF), (companies.parse_revenue_reports, SOLD),
    (sites.parse_timelines, TIMELINE),
])
def test_a_row_that_is_repeated_is_no_record(parse, file: str) -> None:  # type: ignore[no-untyped-def]
    again = parse((file + file.splitlines()[-1] + "\n").encode())
    assert again.frame.equals(parse(file.encode()).frame)
    assert [cell.check_name.split(" row ")[0] for cell in again.rejected] == ["says what"]


def test_an_id_that_two_records_bear_is_numbered() -> None:
    found = companies.parse_staff_reports(STAFF.encode())
    assert found.frame.select("record_key", "staff_count").rows() == [
        ("2016, 52 (1)", 75.0), ("2016, 52 (2)", 52.0)]


def test_rounds_of_debt_or_of_shares_raise_no_equity() -> None:
    found = companies.parse_funding_rounds(ROUNDS.encode())
    assert found.rejected == []
    assert sorted(found.frame["equity_usd"]) == [0.0, 1e11]


def test_sites_have_degrees_and_keep_the_marks_of_certainty() -> None:
    found = sites.parse_sites(PLACES.encode())
    assert (found.rejected, tuple(found.unread)) == ([], ("Sentinel satellite timelapse",))
    record = found.frame.row(0, named=True)
    assert record["longitude_deg"] == pytest.approx(-101.311944)
    assert record["users"] == "OpenAI #likely, Microsoft #likely"
    assert (record["current_power_mw"], record["current_capital_cost_usd"]) == (0.0, 1.05e10)


def test_timelines_reach_beyond_the_day_of_their_release(tmp_path: Path) -> None:
    source = sites.SOURCES[1]
    world = World(tmp_path, source)  # type: ignore[arg-type]
    world.see(at(1), TIMELINE)
    rows = [(r["milestone_date"], r["observed_date"], r["power_mw"]) for r in world.rows()]
    assert rows == [(date(2016, 9, 20), date(2024, 1, 1), 0.0), (date(2029, 1, 1), date(2024, 1, 1), 3328.0)]


@pytest.mark.parametrize(
    "source", [*companies.SOURCES, *sites.SOURCES], ids=lambda source: source.source_id)
def test_a_real_release_is_read_without_losing_a_row(source: Source, shared_data: Path) -> None:
    paths = [p for p in shared_data.rglob("*.csv") if source.matches(str(p.relative_to(shared_data)))]
    assert paths
    for path in paths:
        found = source.parse(path.read_bytes())
        assert found.rejected == [] and found.frame.height > 5
