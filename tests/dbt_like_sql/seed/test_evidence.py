"""Readings of cells: those whose file lies among the kept releases are read again, cell by cell."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from schemas import base
from tests.dbt_like_sql.seed.test_seed_references import rows
from tests.support.tiny import TABLES

PLACE = re.compile(r"(?:record|entry) (?P<record>.+?), (?:column )?(?P<field>[^;]+?)(?:; .*)?$")
DOCUMENTS = {row["evidence_document_id"]: row for row in rows("evidence_document")}
READINGS = [DOCUMENTS[row["evidence_document_id"]] | row for row in rows("evidence")]
KEPT = sorted({row["read_in"] for row in READINGS if row["read_in"].startswith("data/")})
SHARED_SITES = {"github.com", "huggingface.co", "sgpjbg.com", "vuink.com"}
KINDS = ("data/", "package ", "repository ", "stored page ", "stored repository file ")


@cache
def records(path: Path) -> Mapping[str, list[Mapping[str, Any]]]:
    """The records of a kept file by the name that readings call them by."""
    if path.suffix == ".json":
        return {name: [entry] for name, entry in json.loads(path.read_text("utf-8")).items()}
    found: dict[str, list[Mapping[str, Any]]] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        name = next(iter(reader.fieldnames or ()))
        for record in reader:
            found.setdefault(record[name].strip(), []).append(record)
    return found


def unread(file: str, shared_data: Path, readings: list[dict[str, str]]) -> Iterator[str]:
    """Readings that do not stand where they are said to."""
    kept = records(shared_data / file.removeprefix("data/"))
    for row in readings:
        place = PLACE.match(row["place"])
        assert place, f"{row['place']!r} names no record and field"
        said = [" ".join(str(record.get(place["field"])).split()) for record in kept.get(place["record"], [])]
        figure = row["value_as_printed"].removesuffix(" sparse FP8").removesuffix(" sparse")
        if not any(figure in text.replace(",", "") or figure in text for text in said):
            yield f"{row['row_key']} {row['column_name']}: {figure!r} is not in {said} ({row['place']})"


@pytest.mark.parametrize("file", KEPT)
def test_a_reading_of_a_kept_file_stands_where_it_says(file: str, shared_data: Path) -> None:
    assert list(unread(file, shared_data, [row for row in READINGS if row["read_in"] == file])) == []


def test_a_figure_that_is_not_there_is_found(tmp_path: Path) -> None:
    (tmp_path / "chips.csv").write_text("Name,TDP (W)\nOne,700\n", "utf-8")
    row = {"row_key": "one", "column_name": "tdp_w", "place": "record One, column TDP (W)"}
    good, bad = row | {"value_as_printed": "700"}, row | {"value_as_printed": "750"}
    assert not list(unread("data/chips.csv", tmp_path, [good]))
    assert list(unread("data/chips.csv", tmp_path, [bad]))


def test_a_reading_says_what_was_opened() -> None:
    odd = {row["read_in"] for row in DOCUMENTS.values() if not row["read_in"].startswith(KINDS)}
    assert odd == set()


def test_a_site_is_one_publisher() -> None:
    """A publisher spelt in two ways would confirm itself."""
    publishers: dict[str, set[str]] = {}
    for row in DOCUMENTS.values():
        site = urlsplit(row["document_url"]).netloc.removeprefix("www.")
        publishers.setdefault(site, set()).add(row["publisher"])
    twice = {site for site, names in publishers.items() if site and len(names) > 1}
    assert twice == SHARED_SITES


def test_a_reading_is_of_a_column_that_there_is() -> None:
    named = {(row["table_name"], row["column_name"]) for row in READINGS}
    missing = {(table, name) for table, name in named
               if name not in {c.name for c in base.columns(TABLES[table])}}
    assert missing == set()


def test_a_reading_is_of_a_row_that_there_is() -> None:
    chips = {row["chip_id"] for row in rows("chip")}
    assert {r["row_key"] for r in READINGS if r["table_name"] == "core.chip"} - chips == set()
