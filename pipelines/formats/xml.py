"""Reading XML that others wrote: no document type, no entities of its own, nothing fetched.

What the elements mean does not belong here.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from warehouse.records import Unreadable

MAX_BYTES = 60_000_000
MAX_DEPTH = 200
"""Larger and deeper than any publisher's file is; more would only exhaust memory and stack."""


def read_xml(data: bytes, max_bytes: int = MAX_BYTES) -> Element:
    """The root of a document; raises Unreadable for broken, hostile, truncated or vast XML."""
    if len(data) > max_bytes:
        raise Unreadable(f"has {len(data)} bytes, more than {max_bytes}; look at the file")
    builder, depth = TreeBuilder(), 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise Unreadable(f"nests elements deeper than {MAX_DEPTH}; look at the file")
        builder.start(tag, attributes)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(tag)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.ExternalEntityRefHandler = _refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise Unreadable(f"is not XML: {error}; fetch it again") from None
    return builder.close()


def _refuse(*_: object) -> int:
    """A publisher of law needs no document type; one that comes may expand or fetch at will."""
    raise Unreadable("declares a document type or entities, which no publisher's file does")
