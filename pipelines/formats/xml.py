"""Reading XML that others wrote: no document type, no entities of its own, nothing fetched.

What the elements mean does not belong here.
"""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from warehouse.rows.records import Unreadable

MAX_BYTES = 60_000_000
MAX_DEPTH = 200
"""Larger and deeper than any publisher's file is; more would only exhaust memory and stack."""


class Shallow(TreeBuilder):
    """Builds the tree, and refuses one that nests without end while it is read."""

    def __init__(self) -> None:
        """Begin above the root."""
        super().__init__()
        self.depth = 0

    def start(self, tag: Any, attributes: Any, /) -> Element:
        """One element deeper."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Unreadable(f"nests elements deeper than {MAX_DEPTH}; look at the file")
        return super().start(tag, attributes)

    def end(self, tag: str, /) -> Element:
        """One element up again."""
        self.depth -= 1
        return super().end(tag)


def read_xml(data: bytes, max_bytes: int = MAX_BYTES) -> Element:
    """The root of a document; raises Unreadable for broken, hostile, truncated or vast XML."""
    if len(data) > max_bytes:
        raise Unreadable(f"has {len(data)} bytes, more than {max_bytes}; look at the file")
    parser = DefusedXMLParser(target=Shallow(), forbid_dtd=True)
    try:
        parser.feed(data)
        root: Element = parser.close()
    except DefusedXmlException:
        raise Unreadable(
            "declares a document type or entities, which no publisher's file does") from None
    except (ParseError, ValueError, LookupError) as error:
        raise Unreadable(f"is not XML: {error}; fetch it again") from None
    return root
