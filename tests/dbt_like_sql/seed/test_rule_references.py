"""Countries, country groups, listed firms and rule documents: as bundled, then with real lists."""

import csv
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.explain.rules_diff import NOTHING
from tests.support.files import sql_text
from tests.support.homes import chipledger
from warehouse.paths import SQL_ROOT

SEED = SQL_ROOT / "seed"
IN_GROUP = """
select distinct group_code from core.country_group
where country_code = ? and valid_from_date <= ? and (valid_to_date is null or ? < valid_to_date)
order by group_code
"""


def rows_of(home: Path, query: str, *values: Any) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(home / "warehouse.duckdb"), read_only=True) as con:
        return con.execute(query, values).fetchall()


def seed(name: str) -> list[dict[str, str]]:
    with (SEED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def groups(home: Path, country: str, day: date) -> set[str]:
    return {code for (code,) in rows_of(home, IN_GROUP, country, day, day)}


def test_there_are_249_countries_each_with_its_own_codes() -> None:
    countries = {row["country_code"]: row for row in seed("country")}
    assert len(countries) == 249
    assert len({row["country_code_alpha2"] for row in countries.values()}) == 249
    for code, row in countries.items():
        assert re.fullmatch("[A-Z]{3}", code)
        assert re.fullmatch("[A-Z]{2}", row["country_code_alpha2"])


@pytest.mark.parametrize(("country", "day", "inside", "outside"), [
    ("KHM", date(2025, 11, 6), {"D:1", "D:5"}, set()),
    ("KHM", date(2025, 11, 7), {"D:1"}, {"D:5"}),
    ("NIC", date(2024, 3, 14), set(), {"D:1", "D:5"}),
    ("NIC", date(2024, 3, 15), {"D:1", "D:5"}, set()),
    ("ARE", date(2026, 7, 9), {"D:3", "D:4"}, {"A:5"}),
    ("ARE", date(2026, 7, 10), {"A:5"}, {"D:3", "D:4"}),
    ("MAC", date(2023, 11, 17), {"D:1", "D:4"}, {"D:5"}),
    ("HKG", date(2023, 11, 17), {"D:1", "D:4", "D:5"}, set()),
    ("TWN", date(2025, 1, 13), {"A:6", "supp5a"}, {"A:5"}),
    ("TWN", date(2025, 1, 12), {"A:6"}, {"supp5a"}),
    ("ISR", date(2025, 1, 13), {"A:6", "D:4"}, {"A:5"}),
    ("IND", date(2025, 1, 13), {"A:5"}, {"D:1"}),
])
def test_a_country_is_in_its_groups_on_a_day(
    first_refresh: Path, country: str, day: date, inside: set[str], outside: set[str]
) -> None:
    found = groups(first_refresh, country, day)
    assert inside <= found
    assert not outside & found


def test_hong_kong_follows_china_and_nobody_else_is_moved(first_refresh: Path) -> None:
    moved = rows_of(first_refresh, "select country_code, rule_treatment_country_code from core.country "
                             "where country_code <> rule_treatment_country_code")
    assert moved == [("HKG", "CHN")]
    assert not [row for row in seed("country_group") if row["country_code"] == "HKG"]
    day = date(2024, 1, 1)
    assert groups(first_refresh, "HKG", day) == groups(first_refresh, "CHN", day)


def test_every_rule_document_keeps_its_dates_apart(first_refresh: Path) -> None:
    found = rows_of(first_refresh, "select announced_date, publication_date, effective_date, "
                             "compliance_date from core.rule_document where document_id = ?",
                    "fr-2024-28270")
    assert found == [(date(2024, 12, 2), date(2024, 12, 5), date(2024, 12, 2), date(2024, 12, 31))]
    assert rows_of(first_refresh, "select count(*) from core.rule_document") == [
        (len({row["document_id"] for row in seed("rule_document")}),)]


def test_listed_firms_need_no_download(first_refresh: Path) -> None:
    query = ("select listed_from_date, footnote, screening_entry_count "
             "from core.restricted_party where party_id = 'biren'")
    assert rows_of(first_refresh, query) == [(date(2023, 10, 17), "4", None)]


def test_every_alias_of_a_party_and_its_notice_are_bundled() -> None:
    parties = {row["party_id"] for row in seed("restricted_party")}
    assert {row["party_id"] for row in seed("restricted_party_alias")} <= parties


# With the real lists


@pytest.fixture(scope="module")
def found(latest_home: Path) -> Path:
    return latest_home


def test_the_publishers_country_groups_agree_with_ours(found: Path, shared_data: Path) -> None:
    file = shared_data / "screening_lists" / "ear_country_groups__2026-07-23.json"
    listed = json.loads(file.read_bytes())["groups"]
    kept = {row["group_code"] for row in seed("country_group")} - {"supp5a"}
    assert rows_of(found, "select count(*) from core.country_group_listing") == [
        (sum(len(listed[group]) for group in kept),)]
    assert rows_of(found, "select failure_count from meta.check_result "
                          "where check_name = 'country_group_matches_publisher'") == [(0,)]


def test_a_difference_from_the_publisher_is_named(found: Path) -> None:
    check = sql_text("check.country_group_matches_publisher")
    with duckdb.connect() as con:
        con.execute("create schema core")
        con.execute(f"attach '{found / 'warehouse.duckdb'}' as published (read_only)")
        for table in ("country_group_listing", "country_group"):
            con.execute(f"create table core.{table} as from published.core.{table}")
        con.execute("delete from core.country_group where country_code = 'YEM' "
                    "and group_code = 'D:4'")
        con.execute("update core.country_group set valid_to_date = null where country_code = 'KHM'")
        assert sorted(con.execute(check).fetchall()) == [
            ("D:4", "Yemen", "is missing from seed.country_group"),
            ("D:5", "KHM", "is not in the publisher's table")]


def test_overlapping_stays_and_unknown_countries_are_named(found: Path) -> None:
    check = sql_text("check.country_group_is_sound")
    with duckdb.connect() as con:
        con.execute("create schema core; create schema seed")
        con.execute("create table core.country as select 'CHN' as country_code")
        con.execute("""create table seed.country_group as select * from (values
            ('CHN', 'D:1', date '2022-01-01', date '2024-01-02'),
            ('CHN', 'D:1', date '2024-01-01', null),
            ('CHN', 'D:5', date '2022-01-01', date '2024-01-01'),
            ('CHN', 'D:5', date '2024-01-01', null),
            ('XXX', 'D:5', date '2024-01-01', date '2024-01-01')
        ) as t (country_code, group_code, valid_from_date, valid_to_date)""")
        faults = {(row[0], row[1], row[3]) for row in con.execute(check).fetchall()}
        assert faults == {("CHN", "D:1", "overlaps the next stay"),
                          ("XXX", "D:5", "ends before it begins"),
                          ("XXX", "D:5", "is no known country")}


def test_listed_firms_are_found_by_exact_name_only(found: Path, shared_data: Path) -> None:
    file = shared_data / "screening_lists" / "consolidated_screening_list_full__2026-07-31.json"
    document = json.loads(file.read_bytes())
    sources = document["tables"]["sources"]
    names: dict[str, int] = {}
    entries = [e for e in document["entries"] if sources[e["s"]].startswith("Entity List")]
    wanted = {row["listed_name"]: row["party_id"] for row in seed("restricted_party_alias")}
    for entry in entries:
        hits = {wanted[name] for name in (entry["n"], *entry.get("a", ())) if name in wanted}
        for party in hits:
            names[party] = names.get(party, 0) + 1
    counted = rows_of(found, "select party_id, screening_entry_count from core.restricted_party "
                             "where screening_entry_count > 0")
    assert dict(counted) == names
    assert rows_of(found, "select count(*) from meta.check_result where failure_count > 0 "
                          "and check_name like 'restricted_party%'") == [(0,)]


def test_no_bundled_date_contradicts_the_federal_register(found: Path) -> None:
    assert rows_of(found, "select document_id, date_conflict from core.rule_document "
                          "where date_conflict is not null") == []
    assert rows_of(found, "select count(*) from core.rule_document where source_locator is not null"
                          " and source_id = 'seed'")[0][0] > 10


def test_rules_diff_shows_how_the_law_changed_between_two_days(latest_home: Path) -> None:
    """One capture is held here, so nothing differs between two days after it."""
    result = chipledger(latest_home, "rules", "diff", "2026-09-02", "2026-09-15", "3A090.a")
    assert (result.exit_code, result.output.strip()) == (0, NOTHING)


def test_no_control_reaches_a_place_before_the_place_joined_it() -> None:
    """A row of a scope is dated by the document that brought it; a control on it begins no earlier."""
    joined: dict[str, str] = {}
    for row in seed("destination_scope"):
        if row["is_member"] == "true":
            joined[row["scope_id"]] = max(joined.get(row["scope_id"], ""), row["known_from_date"])
    controls = [*seed("conduct_control"), *seed("destination_control"), *seed("foreign_product_rule")]
    assert len(controls) > 30
    early = {row["citation"] for row in controls
             if joined.get(row["scope_id"], "") > row["valid_from_date"]}
    assert early == set()
