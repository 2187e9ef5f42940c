"""Copies of the eCFR in other wrappings: the same places and words as in the publisher's own."""

from __future__ import annotations

import json

import pytest

from pipelines.sources.ecfr.source import SOURCES, parser
from tests.support.ecfr_samples import HEADING, ITEMS, PLACE, REQUIREMENTS, control_list
from warehouse.folding.fold import look
from warehouse.rows.records import Unreadable

ENTRY = HEADING + REQUIREMENTS.format(place=PLACE) + ITEMS


def places(data: bytes, part: str) -> list[tuple[str, str | None]]:
    """Locator and text of every row, without the frame around the entries."""
    frame = parser(part)(data).frame
    return [(row["locator"], row["text"]) for row in frame.iter_rows(named=True)
            if not row["entry"].startswith("774-")]


def line(section: str, kind: str, text: str, part: str = "740") -> str:
    return json.dumps({"chunk_kind": kind, "section_id": f"EAR-{section}", "row_id": 1,
                       "source_ref": f"ecfr:2026-02-10:title15:part{part}",
                       "text": f"15 CFR {section}\n§ {section} Heading.\n\n{text}"})


def test_an_entry_cut_out_of_the_list_reads_as_within_it() -> None:
    """Several roots in one file, as whoever cut 3A090 out left them."""
    assert places(ENTRY.encode(), "774") == places(control_list(ENTRY), "774")


def test_an_excerpt_that_names_what_it_leaves_out_keeps_its_places() -> None:
    """Before (iii) stand (a)(1) to (a)(6)(i)(A); without them it would be 742.6(iii)."""
    text = ('<!-- EXCERPTS of 742.6 --><DIV8 N="742.6" TYPE="SECTION"><HEAD>§ 742.6 Stability.</HEAD>'
            '<!-- ... (a)(1)-(6)(i)(A) elided ... --><P>(iii)(A) <I>Worldwide.</I> A license.</P>'
            '<P>(B) By name. <!-- list elided --> and so on.</P><!-- ... --><P>(13) Weights.</P>'
            '<!-- ... (b)(1)-(9) elided ... --><P>(10) <I>Items—</I>(i) Policy.</P></DIV8>')
    found = parser("742")(text.encode()).frame
    assert found["locator"].to_list()[1:] == [
        "742.6(a)(6)(iii)", "742.6(a)(6)(iii)(A)", "742.6(a)(6)(iii)(B)", "742.6(a)(13)",
        "742.6(b)(10)", "742.6(b)(10)(i)"]
    assert found["is_copy"].all() and not found["is_complete"].any()


def test_passages_of_a_section_read_as_its_paragraphs() -> None:
    """The whole is cut off, so its passages count; other parts and finer cuts are left aside."""
    data = "\n".join([
        line("740.8", "section", "( a ) Scope ( 1 ) cut of"),
        line("740.8", "paragraph", "( a ) Scope."),
        line("740.8", "paragraph", "( 1 ) As in paragraph (a)( 1 ) above."),
        line("740.8", "paragraph", "[ 88 FR 73458 , Oct. 25, 2023]"),
        line("740.8(a)", "subsection", "( a ) Scope."),
        line("742.6", "section", "( a ) Another part.", "742"),
    ]).encode()
    assert places(data, "740") == [
        ("740.8", "§ 740.8 Heading."), ("740.8(a)", "Scope."),
        ("740.8(a)(1)", "As in paragraph (a)(1) above."),
        ("740.8.citation", "[ 88 FR 73458 , Oct. 25, 2023]")]


def test_a_section_that_leaves_a_level_out_keeps_its_places() -> None:
    """740.29(f) ends with a colon and goes on with (i); (g) follows (f)."""
    data = line("740.29", "section", "( f ) A statement that:\n\n( i ) Is aware;\n\n( ii ) Agrees."
                "\n\n( g ) Reports.").encode()
    assert [place for place, _ in places(data, "740")] == [
        "740.29", "740.29(f)", "740.29(f)(i)", "740.29(f)(ii)", "740.29(g)"]


@pytest.mark.parametrize(("data", "fault"), [
    (b'{"text": "a"}', "lacks chunk_kind, section_id, source_ref in line 1"),
    (b"{broken", "has a line 1 that is not JSON"),
    (line("742.6", "section", "( a ) A.", "742").encode(), "holds no section of part 740"),
])
def test_lines_that_are_no_copy_of_the_part_are_refused(data: bytes, fault: str) -> None:
    with pytest.raises(Unreadable, match=fault):
        parser("740")(data)


def test_a_copy_in_another_form_is_held_against_nothing() -> None:
    """An excerpt of two paragraphs drops none of twenty; a publisher's own file would."""
    register = next(s.register for s in SOURCES if s.source_id == "ecfr_part742")
    whole = "".join(f"<P>({letter}) Text {letter}.</P>" for letter in "abcdefghijklmnopqrst")
    section = '<DIV8 N="742.6" TYPE="SECTION"><HEAD>§ 742.6 Stability.</HEAD>%s</DIV8>'
    before = parser("742")((section % whole).encode()).frame
    short = parser("742")((section % "<P>(a) Text a.</P>").encode()).frame
    excerpt = parser("742")((section % "<P>(a) Text a.</P><!-- ... -->").encode()).frame
    judged = [look(before, seen, register, 1, None, is_vouched_for=False)[0]
              for seen in (short, excerpt)]
    assert judged[0] and not judged[1]
    assert not look(excerpt, before, register, 1, None, is_vouched_for=False)[0]
