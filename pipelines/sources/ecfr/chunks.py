"""Copies of the eCFR in other wrappings, put back into the publisher's elements.

Four are known: ECCNs cut out of the Commerce Control List, several roots in one file; excerpts
whose comments name the paragraphs left out; a list of JSON lines, one a passage of a section; and
sections as Markdown, see markdown.py. What the elements mean stands in reading.py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from pipelines.formats.json_document import read_json_lines
from pipelines.formats.xml import read_xml
from pipelines.sources.ecfr.markdown import is_markdown, tree_of_section
from warehouse.rows.records import Unreadable

CUT_OUT = re.compile(rb"\s*<FP-2\b")
LIST = b'<DIV9 N="Supplement No. 1 to Part 774" TYPE="APPENDIX">%s</DIV9>'
PLACES = rb"((?:\(\w{1,5}\))+)"
LEFT_OUT = re.compile(rb"<!--[^>]*?" + PLACES + rb"\s?-\s?" + PLACES + rb" elided[^>]*?-->")
WANTED = ("chunk_kind", "section_id", "source_ref", "text")
SPACED = re.compile(r"\( (\w{1,5}) \)(?: (?=\( ))?")
CITATION = re.compile(r"^\[ ?\d+ FR\b")
SECTION = re.compile(r"EAR-(\d{3}\.\d+)")


def tree(data: bytes, part: str) -> Element:
    """The elements of a file about a part; raises Unreadable for what is no copy of it."""
    if is_list_of_lines(data):
        return _of_lines(data, part)
    if is_markdown(data):
        return tree_of_section(data, part)
    whole = LIST % data if CUT_OUT.match(data) else data
    return read_xml(LEFT_OUT.sub(rb"<ELIDED>\1\2</ELIDED>", whole))


def is_copy(data: bytes) -> bool:
    """Whether a file parts the text in its own way, so that the publisher's own file comes first."""
    return is_list_of_lines(data) or is_markdown(data)


def is_list_of_lines(data: bytes) -> bool:
    """Whether a file is the list of JSON lines, which parts the text in its own way."""
    return data.lstrip()[:1] == b"{"


def _of_lines(data: bytes, part: str) -> Element:
    """The sections of one part: each whole, or by its passages where the whole is cut off."""
    root = Element("DIV5", N=part, TYPE="PART")
    for name, rows in _sections(data, part).items():
        whole, *passages = rows
        heading, paragraphs = _parted(whole["text"])
        if passages:
            paragraphs = [text for row in passages for text in _parted(row["text"])[1]]
        section = SubElement(root, "DIV8", N=name, TYPE="SECTION")
        SubElement(section, "HEAD").text = heading
        for text in paragraphs:
            SubElement(section, "CITA" if CITATION.match(text) else "P").text = _closed(text)
    if not len(root):
        raise Unreadable(f"holds no section of part {part}")
    return root


def _sections(data: bytes, part: str) -> dict[str, list[Mapping[str, Any]]]:
    """By section: the row of the whole, then those of its passages in their order."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in read_json_lines(data, WANTED):
        name = SECTION.fullmatch(row["section_id"])
        if name is None or not row["source_ref"].endswith(f":part{part}"):
            continue
        if row["chunk_kind"] == "section":
            found[name[1]] = [row]
        elif row["chunk_kind"] == "paragraph" and name[1] in found:
            found[name[1]].append(row)
    return found


def _parted(text: str) -> tuple[str, list[str]]:
    """The heading of a passage, which repeats its section's, and its paragraphs."""
    head, _, body = text.partition("\n\n")
    _, _, heading = head.partition("\n")
    return heading, [found for p in body.split("\n\n") if (found := " ".join(p.split()))]


def _closed(text: str) -> str:
    """A paragraph whose numbers are printed as the publisher does: `(a)(1)`, not `( a ) ( 1 )`."""
    return SPACED.sub(r"(\1)", text)
