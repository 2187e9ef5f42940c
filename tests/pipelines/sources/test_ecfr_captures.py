"""Captures of the eCFR: which are whole, what they lack, and that kept files and copies agree."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import pytest

from pipelines.law.versions import folded
from pipelines.sources.ecfr import gaps as ecfr_gaps
from pipelines.sources.ecfr.reading import read
from pipelines.sources.ecfr.rows import Row
from pipelines.sources.ecfr.source import SOURCES, address, gatherer
from tests.support.ecfr_samples import CONTROLLED, control_list, entry, rows, section
from warehouse.rows.records import Unreadable


def test_only_a_part_with_its_authority_is_a_whole_part():
    assert not read(section("<P>(a) X</P>")).is_whole_part
    with_authority = section("<P>(a) X</P>").replace(
        b"<DIV8", b"<AUTH><HED>Authority:</HED><PSPACE>50 U.S.C.</PSPACE></AUTH><DIV8", 1)
    assert read(with_authority).is_whole_part


def test_unknown_tags_lose_no_text():
    data = section("<P>(a) X<NEWTAG>odd</NEWTAG> tail</P><MATH><MI>q</MI></MATH>loose")
    assert _glued(ET.fromstring(data)) == _printed(read(data).rows)


def test_a_bare_heading_and_missing_parts_are_gaps():
    found = rows(control_list(f"<FP-2><B>4E091 </B></FP-2>{CONTROLLED}"))
    gaps = ecfr_gaps.find(found.values(), "")["4E091"]
    assert gaps.sections == ["heading", "items", "license_exceptions", "license_requirements",
                             "related"]
    assert not ecfr_gaps.find(rows(control_list(entry())).values(), "")["3A090"].sections


def test_gathering_asks_for_the_newest_day_first():
    asked: list[tuple[str, str]] = []

    def get(url: str, media: str) -> bytes:
        asked.append((url, media))
        titles = {"titles": [{"number": 35, "up_to_date_as_of": None},
                             {"number": 15, "up_to_date_as_of": "2026-09-01"}]}
        return json.dumps(titles).encode() if media == "json" else b"<DIV5/>"

    assert gatherer("774")(get) == (b"<DIV5/>", date(2026, 9, 1))
    assert asked[1] == (address("774", date(2026, 9, 1)), "xml")
    assert asked[1][0].endswith("/full/2026-09-01/title-15.xml?part=774")


@pytest.mark.parametrize("answer", [b"{}", b"<html>", b'{"titles": [{"number": 15}]}'])
def test_an_answer_without_a_day_is_unreadable(answer: bytes):
    with pytest.raises(Unreadable, match="up to which day"):
        gatherer("774")(lambda _url, _media: answer)


def _glued(root: ET.Element) -> str:
    symbols = {id(e) for e in root.iter("E") if e.get("T") == "8153"}
    text = "".join(
        ("\u00b5" if id(e) in symbols else e.text or "") if is_text else e.tail or ""
        for e, is_text in _events(root)
    )
    return re.sub(r"[\s^_|]+", "", text)


def _events(element: ET.Element):
    yield element, True
    for child in element:
        yield from _events(child)
        yield child, False


def _printed(found: list[Row]) -> str:
    return re.sub(r"[\s^_|]+", "", "".join(row.enumerator + row.text for row in found))


def _files(shared_data: Path) -> list[Path]:
    return sorted(shared_data.glob("ecfr_part*/*.xml"))


def test_every_kept_file_is_read_without_losing_a_character(shared_data: Path):
    files = _files(shared_data)
    assert len(files) >= 15
    for path in files:
        data = path.read_bytes()
        assert _printed(read(data).rows) == _glued(ET.fromstring(data)), path.name
        name = str(path.relative_to(shared_data))
        [source] = [s for s in SOURCES if s.matches(name)]
        parsed = source.parse(data)
        assert not parsed.rejected
        assert parsed.frame.height == len(read(data).rows)


def _copies(shared_data: Path) -> Path:
    folder = shared_data.parent / "rules" / "texts"
    if not folder.is_dir():
        pytest.skip(f"needs the independent copies in {folder}")
    return folder


@pytest.mark.parametrize("eccn", ["3A090", "4A090"])
def test_paragraphs_agree_with_the_history_kept_by_others(shared_data: Path, eccn: str):
    path = _copies(shared_data) / "ccl_history_2017-2025" / "eccn_leaf_intervals.jsonl.gz"
    lines = gzip.decompress(path.read_bytes()).decode().splitlines()
    leaves = [json.loads(line) for line in lines]
    leaves = [leaf for leaf in leaves if leaf["eccn_path"].startswith(f"{eccn}.")]
    compared = 0
    for file in sorted((shared_data / "ecfr_part774").glob("*__202[345]-*.xml")):
        day = file.stem[-10:]
        own = [r for r in read(file.read_bytes()).rows if r.entry == eccn]
        there = {leaf["eccn_path"]: leaf["text"] for leaf in leaves
                 if leaf["first_seen_version"] <= day <= leaf["last_seen_version"]}
        assert set(there) <= {row.locator for row in own}
        whole = folded("".join(there.values()))
        for row in own:
            if row.section == "notes":
                assert folded(row.text) in whole, (day, row.locator)
            elif row.locator in there:
                assert folded(there[row.locator]).startswith(folded(row.text)), (day, row.locator)
                compared += 1
        once = [r for r in own if "#" not in r.locator]  # one file prints a paragraph twice
        printed = sum(len(folded(r.enumerator + r.text)) for r in once if r.section == "notes")
        printed += sum(len(folded(r.text)) for r in once if r.locator in there)
        assert printed == len(whole), day
    assert compared > 10


@pytest.mark.parametrize("eccn", ["3A090", "4A090"])
def test_paragraphs_agree_with_the_copy_of_july_2026(shared_data: Path, eccn: str):
    copy = (_copies(shared_data) / "ecfr_2026-07-23" / f"{eccn}.txt").read_text(encoding="utf-8")
    [file] = (shared_data / "ecfr_part774").glob("*__2026-09-01.xml")
    own = [r for r in read(file.read_bytes()).rows if r.entry == eccn]
    assert not ecfr_gaps.find(own, hashlib.sha256(file.read_bytes()).hexdigest())[eccn].sections
    items = " ".join(f"{r.enumerator} {r.text}" for r in own
                    if r.section in ("items", "notes") and r.locator != f"{eccn}.items")
    assert folded(items) == folded(copy.split("Items:", 1)[1])
    for name, label in (("related-controls", "Related Controls:"),
                        ("related-definitions", "Related Definitions:")):
        [row] = [r for r in own if r.locator == f"{eccn}.{name}"]
        assert folded(label + row.text) in folded(copy)


NOTE_TO_COME = """<EFFDNOT><HED>Effective Date Note:</HED>
<PSPACE>The revised text is set forth as follows:</PSPACE>
<FP-2><B>3A090 Integrated circuits as follows (see List of Items Controlled).</B></FP-2>
<FP><I>Items:</I></FP><P>a.1. A 'total processing performance' of 9600 or more; <I>or</I></P>
<NOTE><HED>Note 3 to 3A090.a:</HED><P>Not yet.</P></NOTE></EFFDNOT>"""
PICTURE = '<img src="/graphics/er25oc23.000.gif"/>'


def test_text_that_an_effective_date_note_sets_forth_is_no_text_of_the_rule():
    plain = rows(control_list(entry()))
    last = "<P>b. [Reserved]</P>"
    for body in (entry() + NOTE_TO_COME, entry().replace(last, NOTE_TO_COME + last)):
        found = rows(control_list(body))
        law = {name: row.text for name, row in found.items() if row.kind != "editorial"}
        assert law == {name: row.text for name, row in plain.items()}
        assert any("9600" in row.text for row in found.values()), "it is kept as what editors say"


@pytest.mark.parametrize(("body", "why"), [
    (entry().replace("4800 or more", PICTURE), "a picture"),
    (entry().replace("<P>b. [Reserved]</P>", f"<MATH>{PICTURE}</MATH>"), "a picture"),
    (entry().replace("<P>b. [Reserved]</P>", "<HOLO>b. Holograms.</HOLO>"), "the element HOLO"),
    (entry().replace("4800", "<HOLO>4800</HOLO>"), "the element HOLO"),
])
def test_what_cannot_be_read_is_a_gap_of_its_entry_alone(body: str, why: str):
    other = "<FP-2><B>4A090 Computers.</B></FP-2><P>a. Some computers.</P>"
    frame = SOURCES[-1].parse(control_list(body + other)).frame
    reasons = dict(frame.select("entry", "incomplete_reason").unique().rows())
    assert why in (reasons["3A090"] or "")
    assert why not in (reasons["4A090"] or "")


def test_no_element_of_the_kept_files_is_unknown(shared_data: Path):
    files = [path for path in shared_data.glob("ecfr_*/*.xml") if "_all" not in path.parent.name]
    assert files
    assert [dict(read(path.read_bytes()).faults) for path in files] == [{}] * len(files)
