"""Sections of the eCFR kept as Markdown, one a file, put back into the publisher's elements.

Clones of AlextheYounga/ecfr hold them for every amendment since 2017: a heading between hashes,
paragraphs between blank lines, stars around italics. What the elements mean stands in reading.py.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from pipelines.formats.encoding import decoded
from warehouse.rows.records import Unreadable

HEADING = re.compile(r"#+ § ?(?P<section>\d{3}\.\d+)\s+(?P<title>.+?)\s*#*$")
STARS = re.compile(r"\*([^*]+)\*")
CITATION = re.compile(r"\[ ?\d+ FR\b")
LINK = re.compile(r"Link to an amendment published at \d+ FR \d+, [A-Z][a-z]+\.? \d+, \d{4}\.")


def is_markdown(data: bytes) -> bool:
    """Whether a file begins with the heading of a section between hashes."""
    return bool(re.match(rb"\s*#+ \xc2\xa7 ?\d{3}\.", data.removeprefix(b"\xef\xbb\xbf")))


def tree_of_section(data: bytes, part: str) -> Element:
    """The elements of one section; raises Unreadable for that of another part."""
    first, *paragraphs = [" ".join(p.split()) for p in decoded(data).strip().split("\n\n") if p.strip()]
    found = HEADING.match(first)
    if found is None or found["section"].partition(".")[0] != part:
        raise Unreadable(f"is headed {first[:60]!r}, no section of part {part}")
    root = Element("DIV5", N=part, TYPE="PART")
    section = SubElement(root, "DIV8", N=found["section"], TYPE="SECTION")
    SubElement(section, "HEAD").text = f"§ {found['section']} {found['title']}"
    for text in paragraphs:
        _append(section, text)
    return root


def _append(section: Element, text: str) -> None:
    """One paragraph; links to amendments that wait are the editors', and may stand in a row."""
    if LINK.match(text):
        SubElement(section, "XREF").text = text
        return
    paragraph = SubElement(section, "CITA" if CITATION.match(text) else "P")
    paragraph.text, *rest = STARS.split(text)
    for italic, plain in zip(rest[::2], rest[1::2], strict=True):
        mark = SubElement(paragraph, "I")
        mark.text, mark.tail = italic, plain
