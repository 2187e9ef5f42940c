"""eCFR files: safe parsing, every irregularity of the format, nothing lost, copies that agree."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import pytest

from pipelines.formats.xml import MAX_DEPTH, read_xml
from pipelines.law.versions import folded
from pipelines.sources.ecfr import gaps as ecfr_gaps
from pipelines.sources.ecfr.blocks import blocks
from pipelines.sources.ecfr.reading import read
from pipelines.sources.ecfr.rows import Row
from pipelines.sources.ecfr.source import SOURCES, address, gatherer
from tests.support.ecfr_samples import CONTROLLED, HEADING, control_list, entry, rows, section
from warehouse.rows.records import Unreadable

BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
OUTSIDE = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'


@pytest.mark.parametrize("data", [BOMB, OUTSIDE, BOMB.decode().encode("utf-16")])
def test_entities_are_refused_before_they_are_expanded(data: bytes):
    with pytest.raises(Unreadable, match=r"document type|not XML"):
        read_xml(data)
    with pytest.raises(Unreadable):
        SOURCES[0].parse(data)


def test_size_and_depth_are_bounded():
    with pytest.raises(Unreadable, match="more than 10"):
        read_xml(b"<a>0123456789</a>", max_bytes=10)
    with pytest.raises(Unreadable, match="deeper"):
        read_xml(b"<a>" * (MAX_DEPTH + 1) + b"</a>" * (MAX_DEPTH + 1))


@pytest.mark.parametrize(("printed", "expected"), [
    ('10<E T="53">12</E> operations', "10^12 operations"),
    ('10<E T="51">&#x2212;4</E> m', "10^\u22124 m"),
    ("(10\n<SU>12</SU>) operations", "(10^12) operations"),
    ("Tera (10 12 ) operations", "Tera (10^12) operations"),
    ("utilizing 10 26 or more 'operations.'", "utilizing 10^26 or more 'operations.'"),
    ('H<E T="52">2</E>O', "H_2O"),
    ("see 10 CFR part 810", "see 10 CFR part 810"),
    ("&#xA7; 742.6 &#x201C;a&#x201D; &#xD7;", "\u00a7 742.6 \u201ca\u201d \u00d7"),
    ('500 <E T="8153">m</E>s', "500 \u00b5s"),
])
def test_text_keeps_exponents(printed: str, expected: str):
    [block] = blocks(read_xml(f"<P>{printed}</P>".encode()))
    assert block.text == expected


def test_an_entry_has_locators_for_all_it_prints():
    found = rows(control_list(entry()))
    assert found["3A090.license-table.1"].kind == "license_requirement"
    assert "742.6(a)(6)(iii)(A)" in found["3A090.license-table.1"].text
    assert found["3A090.exception.NAC/ACA"].text == "Yes, for 3A090.a"
    assert found["3A090.related-controls"].kind == "related_control"
    assert found["3A090.a.1"].text == "A 'total processing performance' of 4800 or more; or"
    assert found["3A090.note-2"].enumerator == "Note 2 to 3A090.a and 3A090.b:"
    assert [k for k in found if k.startswith("3A090.note-2.")] == [
        "3A090.note-2.a", "3A090.note-2.a(1)", "3A090.note-2.a(1)(i)", "3A090.note-2.b"]
    assert found["3A090.b"].text == "[Reserved]"


@pytest.mark.parametrize(("body", "locator", "kind"), [
    ("<FP-1><B>8D001 Software.</B></FP-1>", "8D001", "heading"),
    (f"<HD1>Category 3</HD1>{HEADING}{CONTROLLED}<P>a. X</P>", "3A090.a", "item"),
    (f"{HEADING}<HD1>List of Items Controlled</HD1><P>a. X</P>", "3A090.a", "item"),
    (f"{HEADING}{CONTROLLED}<P>c. X</P><HD2>Matters</HD2>", "3A090.c.text-1", "paragraph"),
    (f"{HEADING}<FP><I>Items</I></FP><P>a. X</P>", "3A090.a", "item"),
    (f"{HEADING}<FP><I>Items:</I> In the ECCN heading.</FP>", "3A090.items", "item"),
    (f"{HEADING}{CONTROLLED}<P>z. X</P><P>z.2 Commodities</P>", "3A090.z.2", "item"),
    (f"{HEADING}{CONTROLLED}<P>b.-d. [Reserved]</P>", "3A090.b-d", "item"),
    (f"{HEADING}{CONTROLLED}<P>a. X</P><NOTE><HED>Note 1: All in one.</HED></NOTE>",
     "3A090.a.note-1", "note"),
    (f"{HEADING}{CONTROLLED}<NOTE><HED>Technical Note 1 to 3A090.c:</HED><P>X</P></NOTE>",
     "3A090.c.technical-note-1", "technical_note"),
    (f'{HEADING}{CONTROLLED}<NOTE><HED>Note:</HED><OL type="a"><LI><P>X</P></LI><LI><P>Y</P>'
     '<OL type="1"><LI><P>Z</P></LI></OL></LI></OL></NOTE>', "3A090.note.b.1", "note"),
])
def test_irregular_entries(body: str, locator: str, kind: str):
    assert rows(control_list(body))[locator].kind == kind


def test_a_category_heading_ends_an_entry_and_an_hd1_inside_does_not():
    found = rows(control_list(f"{entry()}<HD1>Category 4&#x2014;Computers</HD1><P>Note 1: X</P>"))
    assert found["774-supp-1.heading"].text.startswith("Category 4")
    assert found["774-supp-1.note-1"].text == "X"
    assert found["3A090.list-of-items-controlled"].entry == "3A090"


def test_lists_of_notes_that_lost_their_mark_up_are_not_items():
    body = (f"{HEADING}{CONTROLLED}<P>a. One</P><P>When a company exports.</P><P>a. If it</P>"
            "<P>(1) is</P><P>b. or if</P><P>Counts.</P><P>b. Two</P><P>b.1. Below</P>"
            "<P>1. TPP</P><P>a. is</P><P>2. PD</P><P>c. Three</P>")
    found = rows(control_list(body))
    items = {k: row.text for k, row in found.items() if row.kind == "item"}
    assert items == {"3A090.a": "One", "3A090.b": "Two", "3A090.b.1": "Below", "3A090.c": "Three"}
    assert found["3A090.a.text-1.a(1)"].text == "is"
    gaps = ecfr_gaps.find(found.values(), "")["3A090"]
    assert "notes" in gaps.sections


def test_one_paragraph_can_open_several_levels():
    found = rows(section(
        "<P>(a) <I>Requirements.</I> X</P><P>(6) Y &#x2014;</P><P>(iii)(A) <I>Worldwide.</I> Z</P>"
        "<P>(B) W</P><P>(b) <I>Policy</I>&#x2014;(1) <I>Items</I>&#x2014;(i) <I>Review.</I> V</P>"
        "<P>(iii) <I>More</I>&#x2014;(A)(<I>1</I>) U</P><P>(<I>2</I>) T</P><P>(2) S</P>"
        "<P>(c)-(d) [Reserved]</P><P>(e) R</P>"))
    assert {k.removeprefix("742.6"): row.text for k, row in found.items() if "(" in k} == {
        "(a)": "Requirements. X", "(a)(6)": "Y \u2014", "(a)(6)(iii)": "",
        "(a)(6)(iii)(A)": "Worldwide. Z", "(a)(6)(iii)(B)": "W", "(b)": "Policy\u2014",
        "(b)(1)": "Items\u2014", "(b)(1)(i)": "Review. V", "(b)(1)(iii)": "More\u2014",
        "(b)(1)(iii)(A)": "", "(b)(1)(iii)(A)(1)": "U", "(b)(1)(iii)(A)(2)": "T", "(b)(2)": "S",
        "(c-d)": "[Reserved]", "(e)": "R"}


def test_paragraph_numbers_used_twice_and_their_editorial_note_survive():
    found = rows(section(
        "<P>(a) X</P><P>(13) <I>Model weights.</I> One</P><P>(i) Below one</P>"
        "<P>(13) <I>Laboratories.</I> Two</P><P>(i) Below two</P>"
        '<CITA TYPE="N">[61 FR 12786, Mar. 25, 1996]\n</CITA>'
        "<EDNOTE><HED>Editorial Notes:</HED><PSPACE>1. For citations</PSPACE>"
        "<P>2. At 90 FR 4615 could not be incorporated.</P></EDNOTE>"))
    assert found["742.6(a)(13)"].text == "Model weights. One"
    assert found["742.6(a)(13)#2"].text == "Laboratories. Two"
    assert found["742.6(a)(13)#2(i)"].text == "Below two"
    assert found["742.6.citation"].kind == "citation"
    assert [r.kind for k, r in found.items() if "editorial" in k] == ["editorial"] * 3


def test_i_after_h_is_a_letter_unless_a_colon_announced_it():
    letters = rows(section("<P>(g) X</P><P>(h) Y</P><P>(1) Z</P><P>(i) W</P>"))
    assert letters["742.6(i)"].text == "W"
    below = rows(section("<P>(g) X</P><P>(h) Y</P><P>(1) Z:</P><P>(i) W</P>"))
    assert below["742.6(h)(1)(i)"].text == "W"


def test_a_supplement_keeps_its_tables_and_lists():
    data = (b'<DIV9 N="Supplement No. 8 to Part 740"><HEAD>Supplement No. 8</HEAD><P>(a) X</P>'
            b"<FP-1>Australia</FP-1><TABLE><TR><TD>Amazon<sup>1</sup></TD><TD/></TR></TABLE></DIV9>")
    found = rows(data)
    assert found["740-supp-8(a).text-1"].text == "Australia"
    assert found["740-supp-8(a).table.1"].text == "Amazon^1 |"


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
