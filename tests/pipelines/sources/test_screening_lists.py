"""Screening lists in all their shapes: hand-written entries, then every real file, row by row."""

import csv
import io
import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipelines.source import Source
from pipelines.sources import consolidated_screening_list, denied_persons_list, ear_country_tables
from tests.support.folding import World, at
from tests.support.homes import SHARED_DATA
from warehouse.folding.register import Folder
from warehouse.rows.printed import read_day
from warehouse.rows.records import Parsed, Unreadable
from warehouse.storage.snapshots import Snapshots, end_of_day
from warehouse.storage.store import Store, get_frame

ARCHIVE = SHARED_DATA / "screening_lists"
needs_archive = pytest.mark.skipif(
    not ARCHIVE.is_dir(), reason=f"the real lists are not at {ARCHIVE}"
)
HEADER = [
    "_id", "source", "entity_number", "type", "programs", "name", "title", "addresses",
    "federal_register_notice", "start_date", "end_date", "standard_order", "license_requirement",
    "license_policy", "call_sign", "vessel_type", "gross_tonnage", "gross_registered_tonnage",
    "vessel_flag", "vessel_owner", "remarks", "source_list_url", "alt_names", "citizenships",
    "dates_of_birth", "nationalities", "places_of_birth", "source_information_url", "ids",
]
ENTITY_LIST = "Entity List (EL) - Bureau of Industry and Security"
SDN = "Specially Designated Nationals (SDN) - Treasury Department"
MEU = "Military End User (MEU) List - Bureau of Industry and Security"


def entry(name: str, **fields: Any) -> dict[str, Any]:
    return {"source": ENTITY_LIST, "name": name, "federal_register_notice": "90 FR 4621"} | fields


def as_csv(*entries: dict[str, Any]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, HEADER, restval="", quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writeheader()
    writer.writerows(entries)
    return text.getvalue().encode()


def as_json(*entries: dict[str, Any]) -> bytes:
    return json.dumps({"results": entries}).encode()


def by_key(parsed: Parsed) -> dict[str, dict[str, Any]]:
    assert parsed.rejected == []
    return {row["entry_key"]: row for row in parsed.frame.iter_rows(named=True)}


read = consolidated_screening_list.parse


def test_csv_and_json_of_one_entry_say_the_same() -> None:
    facts = {"start_date": "2025-01-16", "license_policy": "Presumption of denial",
             "license_requirement": "For all items (See 744.11)"}
    printed = read(as_csv(entry("Acorn Co., Ltd.", addresses="1 Road, Beijing, CN; 2 Road, HK",
                                alt_names="Acorn; Oak", **facts)))
    address = {"city": None, "state": None, "postal_code": None}
    listed = read(as_json(entry("Acorn Co., Ltd.", alt_names=["Acorn", "Oak"], addresses=[
        {"address": "1 Road", **address, "city": "Beijing", "country": "CN"},
        {"address": "2 Road", **address, "country": "HK"}], **facts)))
    assert printed.frame.drop("row_number").equals(listed.frame.drop("row_number"))
    record = by_key(listed)["EL Acorn Co., Ltd."]
    assert record["address_countries"] == "CN; HK"
    assert (record["start_date"], record["list_code"]) == (date(2025, 1, 16), "EL")


def test_treasury_entries_rest_on_their_number_and_others_on_their_name() -> None:
    found = by_key(read(as_json(
        *[entry("Acorn", source=SDN, entity_number=number) for number in ("1", "2")],
        entry("Acorn", source=MEU), entry("Acorn"),
    )))
    assert set(found) == {"SDN 1", "SDN 2", "MEU Acorn", "EL Acorn"}
    assert not any(row["is_name_shared"] for row in found.values())


def test_a_shared_name_is_numbered_by_content_in_any_order() -> None:
    entries = [entry("Acorn", federal_register_notice=f"90 FR {n}") for n in (3, 1, 2)]
    for order in (entries, entries[::-1]):
        found = by_key(read(as_json(*order, entry("Oak"))))
        assert {key: row["federal_register_notice"] for key, row in found.items()} == {
            "EL Acorn": "90 FR 1", "EL Acorn #2": "90 FR 2", "EL Acorn #3": "90 FR 3",
            "EL Oak": "90 FR 4621"}
        assert [found[k]["is_name_shared"] for k in sorted(found)] == [True, True, True, False]


def test_an_entry_repeated_word_for_word_is_set_aside() -> None:
    parsed = read(as_json(entry("Acorn"), entry("Acorn")))
    assert (parsed.frame.height, [r.check_name for r in parsed.rejected]) == (1, ["unique_key"])


def test_an_impossible_date_is_kept_as_text_and_never_guessed() -> None:
    record = by_key(read(as_csv(entry("Acorn", start_date="3017-08-22", end_date="2025-02-30"))))[
        "EL Acorn"]
    assert (record["start_date"], record["end_date"]) == (None, None)
    assert record["date_fault"] == (
        "start_date: 3017-08-22 (a year outside 1900 to 2099); "
        "end_date: 2025-02-30 (day is out of range for month)")


@pytest.mark.parametrize(("printed", "iso"), [
    ("2017-10-16", "2017-10-16"), ("10/16/2017", "2017-10-16"), ("6/9/2056", "2056-06-09"),
])
def test_plain_dates_become_iso(printed: str, iso: str) -> None:
    assert read_day(printed).isoformat() == iso


@pytest.mark.parametrize("printed", ["2922-09-01", "0222-05-18", "13/01/2020", "2020", "May 2020"])
def test_other_dates_are_refused(printed: str) -> None:
    with pytest.raises(ValueError, match=r"date|year|month|day"):
        read_day(printed)


def compacted(**changed: Any) -> bytes:
    tables = {"sources": [ENTITY_LIST, SDN], "licenceRequirements": ["All items"],
              "licencePolicies": ["Denial"], "programmes": ["NPWMD"], "urls": ["https://x.example"]}
    entries = [
        {"n": "Acorn", "a": ["Oak"], "s": 0, "c": ["CN", "HK"], "lr": 0, "lp": 0, "fr": "90 FR 1",
         "u": 0},
        {"n": "Elm", "s": 1, "t": "Entity", "e": "7", "pg": 0, "u": 0},
    ]
    shape = {"fieldKey": {}, "entryCount": 2, "tables": tables, "entries": entries}
    return json.dumps(shape | changed).encode()


def test_the_compacted_copy_is_read_through_its_tables() -> None:
    found = by_key(read(compacted()))
    assert set(found) == {"EL Acorn", "SDN 7"}
    acorn = found["EL Acorn"]
    assert (acorn["license_requirement"], acorn["license_policy"]) == ("All items", "Denial")
    assert (acorn["address_countries"], acorn["alt_names"]) == ("CN; HK", "Oak")
    assert found["SDN 7"]["programs"] == "NPWMD"


def test_a_pointer_into_nothing_sets_its_entry_aside() -> None:
    parsed = read(compacted(entryCount=2, entries=[{"n": "A", "s": 9}, {"n": "B", "s": 0}]))
    assert parsed.frame["listed_name"].to_list() == ["B"]
    assert parsed.rejected[0].row_number == 1


@pytest.mark.parametrize("body", [compacted(entryCount=3), b'{"results": 3}', b"{", b"[]",
                                  compacted(tables=[]), b"name,source\nx,y\n"])
def test_what_is_no_whole_list_is_refused(body: bytes) -> None:
    with pytest.raises(Unreadable):
        read(body)


def fold(tmp_path: Path, source: Source, *files: tuple[date, bytes]) -> tuple[Folder, Store]:
    snapshots = Snapshots(tmp_path / "snapshots")
    for day, data in files:
        now = end_of_day(day)
        snapshots.add(source.source_id, data, now, "file_name", now, "x")
    store = Store(tmp_path / "store")
    return Folder(store, snapshots, source), store


def test_a_list_that_is_missing_as_a_whole_removes_nobody(tmp_path: Path) -> None:
    both = as_json(*[entry(f"A{n}") for n in range(9)], entry("B", source=MEU))
    one = as_json(*[entry(f"A{n}") for n in range(8)])
    folder, store = fold(tmp_path, consolidated_screening_list.SOURCE,
                         (date(2026, 1, 1), both), (date(2026, 1, 2), one))
    belief = folder.belief(None)
    assert [(o.status, o.removed) for o in belief.outcomes] == [("folded", 0), ("folded", 1)]
    names = get_frame(store, belief.parts[0].content_hash)["listed_name"].to_list()
    assert "B" in names and "A8" not in names


# The Denied Persons List

DPL_HEADER = ("Name", "Street_Address", "City", "State", "Country", "Postal_Code",
              "Effective_Date", "Expiration_Date", "Standard_Order", "Last_Update", "Action",
              "FR_Citation")


def tsv(*rows: tuple[str, ...]) -> bytes:
    quoted = ["\t".join(f'"{cell}"' for cell in row) for row in (DPL_HEADER, *rows)]
    return ("\n".join(quoted) + "\n").encode()


def person(name: str, city: str = "OSLO", updated: str = "2017-10-23") -> tuple[str, ...]:
    return (name, "1 ROAD, UPPER END", city, "", "NO", "01", "10/16/2017", "", "Y", updated,
            "FR NOTICE ADDED", "82 F.R. 48792 10/20/2017")


def test_a_denial_order_is_read_with_its_american_dates() -> None:
    parsed = denied_persons_list.parse(tsv(person(" A. PERSON"), person("A. PERSON", "ROME")))
    assert parsed.rejected == []
    record = parsed.frame.row(0, named=True)
    assert record["person_name"] == "A. PERSON"
    assert (record["effective_date"], record["expiration_date"]) == (date(2017, 10, 16), None)
    assert record["is_standard_order"] is True
    assert record["entry_key"] == "A. PERSON | 2017-10-16 | 1 ROAD, UPPER END | OSLO"


def test_an_order_is_known_since_its_last_update_not_since_the_copy(tmp_path: Path) -> None:
    data = tsv(person("A"), person("B", updated="2022-08-29"), person("C", updated="3017-08-22"))
    folder, _ = fold(tmp_path, denied_persons_list.SOURCE, (date(2021, 7, 31), data))
    for day, count in ((date(2021, 7, 31), 2), (date(2022, 8, 29), 3), (date(2017, 1, 1), 0)):
        assert folder.belief(end_of_day(day)).parts[0].row_count == count


# The real files


@needs_archive
def test_every_entry_of_the_real_list_is_kept() -> None:
    data = (ARCHIVE / "consolidated_screening_list_full__2026-07-31.json").read_bytes()
    document = json.loads(data)
    parsed = read(data)
    entries = [" ".join(json.dumps(entry).split()) for entry in document["entries"]]
    assert len(entries) == 25_921
    assert len(entries) - len(set(entries)) == parsed.rejected_row_count == 4, "they differ in a gap"
    lists = document["tables"]["sources"]
    counts = dict(parsed.frame["list_name"].value_counts().iter_rows())
    assert counts == Counter(lists[json.loads(entry)["s"]] for entry in set(entries))
    entity_list = parsed.frame.filter(parsed.frame["list_code"] == "EL")
    assert entity_list["entity_number"].null_count() == entity_list.height == 3419
    shared = entity_list.filter("is_name_shared")
    assert shared["listed_name"].n_unique() == 76
    assert entity_list["address_countries"].null_count() == 3


def test_names_that_only_a_gap_tells_apart_are_numbered_like_one_name() -> None:
    found = by_key(read(as_json(entry("Core  Zing", federal_register_notice="74 FR 1"),
                                entry("Core Zing", federal_register_notice="74 FR 2"))))
    assert {row["listed_name"] for row in found.values()} == {"Core Zing"}
    assert set(found) == {"EL Core Zing", "EL Core Zing #2"}


@needs_archive
@pytest.mark.parametrize("name", ["consolidated_screening_list_sample__2019-12-03.csv",
                                  "consolidated_screening_list_sample__2025-06-25.csv"])
def test_cut_out_rows_of_the_real_csv_are_read_but_are_no_release(name: str) -> None:
    data = (ARCHIVE / name).read_bytes()
    parsed = read(data)
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert parsed.frame.height + parsed.rejected_row_count == len(rows)
    assert parsed.rejected == []
    assert set(parsed.frame["listed_name"]) == {row["name"].strip() for row in rows}
    assert not consolidated_screening_list.SOURCE.matches(f"screening_lists/{name}")


@needs_archive
@pytest.mark.parametrize(("name", "repeated", "faults"), [
    ("denied_persons_list__2019.tsv", 3, 1), ("denied_persons_list_bench__2021-07.tsv", 2, 3),
])
def test_no_real_denial_order_is_lost(name: str, repeated: int, faults: int) -> None:
    data = (ARCHIVE / name).read_bytes()
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter="\t"))[1:]
    parsed = denied_persons_list.parse(data)
    assert parsed.frame.height + parsed.rejected_row_count == len(rows)
    assert parsed.rejected_row_count == len(rows) - len({tuple(row) for row in rows}) == repeated
    assert len(parsed.frame.filter(parsed.frame["date_fault"].is_not_null())) == faults
    assert denied_persons_list.SOURCE.matches(f"screening_lists/{name}")


@needs_archive
def test_the_real_denied_persons_lists_fold(tmp_path: Path) -> None:
    files = [(date(2019, 12, 31), "denied_persons_list__2019.tsv"),
             (date(2021, 7, 31), "denied_persons_list_bench__2021-07.tsv")]
    folder, _ = fold(tmp_path, denied_persons_list.SOURCE,
                     *[(day, (ARCHIVE / name).read_bytes()) for day, name in files])
    belief = folder.belief(None)
    assert [o.status for o in belief.outcomes] == ["folded", "folded"]
    assert belief.parts[0].row_count == 579


LANDS = ["Argentina", "Australia", "Austria", "Belgium", "Bulgaria", "Canada", "Croatia", "Denmark",
         "Estonia", "Finland", "France", "Germany", "Greece", "Hungary", "Iceland", "Ireland", "Italy",
         "Japan"]
OTHERS = dict.fromkeys(("A:1", "A:2", "A:3", "A:4", "B"), LANDS)


def listing(groups: dict[str, object]) -> bytes:
    return json.dumps({"ecfrIssueDate": "2023-07-23", "groups": groups}).encode()


@needs_archive
def test_every_mark_of_the_real_country_tables_is_kept() -> None:
    groups = (ARCHIVE / "ear_country_groups__2026-07-23.json").read_bytes()
    parsed = ear_country_tables.parse_groups(groups)
    members = json.loads(groups)["groups"]
    assert parsed.rejected == []
    assert set(parsed.frame.select("group_code", "listed_name").rows()) == {
        (group, name) for group, names in members.items() for name in names}
    chart = (ARCHIVE / "ear_country_chart__2026-07-23.json").read_bytes()
    read_chart = ear_country_tables.parse_chart(chart)
    document = json.loads(chart)
    marks = {(name, mark) for name, row in document["countries"].items() for mark in row["marks"]}
    kept = set(read_chart.frame.select("listed_name", "chart_column").rows())
    assert read_chart.rejected == []
    assert {pair for pair in kept if pair[1] != "none"} == marks
    assert {name for name, mark in kept} == {*document["countries"], *document["embargoed"]}


@pytest.mark.parametrize("odd", [[], {"a": 1}, [1], True])
def test_a_name_that_is_no_text_costs_its_row_and_no_other(odd: object) -> None:
    found = ear_country_tables.parse_groups(listing({"A:5": ["Japan", odd], "B": ["Chad"]}))
    assert found.frame["listed_name"].sort().to_list() == ["Chad", "Japan"]
    assert [cell.check_name for cell in found.rejected] == ["not a text"]


@pytest.mark.parametrize(("said", "status"), [
    (OTHERS, "folded"), ({**OTHERS, "A:5": LANDS[:1]}, "held"),
])
def test_a_group_that_is_missing_stands_and_one_cut_short_is_held(
    tmp_path: Path, said: dict[str, object], status: str
) -> None:
    world = World(tmp_path, next(s for s in ear_country_tables.SOURCES if "group" in s.source_id))
    world.see(at(1), listing({**OTHERS, "A:5": LANDS[:12]}))
    world.see(at(2), listing(said))
    assert world.statuses() == ["folded", status]
    assert len(world.rows()) == 12 + len(OTHERS) * len(LANDS)


@pytest.mark.parametrize("body", [
    b"{", b"[]", b'{"groups": {}}', b'{"countries": {"A": {}}, "ecfrIssueDate": "2026-07-23"}'])
def test_country_tables_of_another_shape_are_refused(body: bytes) -> None:
    for parse in (ear_country_tables.parse_groups, ear_country_tables.parse_chart):
        with pytest.raises(Unreadable):
            parse(body)
