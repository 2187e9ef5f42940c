"""eCFR files: safe parsing, every irregularity of the format, nothing lost, copies that agree."""

from __future__ import annotations

import pytest

from pipelines.formats.xml import MAX_DEPTH, read_xml
from pipelines.sources.ecfr import gaps as ecfr_gaps
from pipelines.sources.ecfr.blocks import blocks
from pipelines.sources.ecfr.source import SOURCES
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
