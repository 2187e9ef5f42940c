"""From the eCFR's XML to blocks of plain text in document order: marks and white space.

How bytes become elements stands in formats/xml.py, what a block means in rows.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from xml.etree.ElementTree import Element

from pipelines.law.enumerators import ITALIC_MARK
from pipelines.sources.ecfr.elements import INLINE, PICTURES, fault_of

RUN = INLINE | {*PICTURES}
"""Every other tag starts a block, also one we have never seen, so that no text is passed over."""
RAISED, LOWERED, SYMBOL_FONT = ("51", "53"), ("52", "54"), {"m": "\u00b5"}
FLAT_POWER = re.compile(
    r"(?<![\w.,^])10 ([\u2212-]?\d{1,2})(?: (?=\)))?(?= ?(?:[)\u00d7'\u201c]|[A-Za-z]|$))"
)
NO_POWER = re.compile(r"10 \d{1,2} (?:CFR|U\.?S\.?C|FR)\b")


@dataclass(frozen=True)
class Container:
    """An element around a block; the number tells two neighbours of one tag apart."""

    tag: str
    number: int
    name: str


@dataclass(frozen=True)
class Block:
    """One run of text with the containers it stands in; a table's row is one block."""

    tag: str
    text: str
    containers: tuple[Container, ...]
    list_marks: tuple[str, ...] = ()
    is_bold: bool = False
    fault: str | None = None
    """Why text may be missing here; a block without text has one."""

    def within(self, *tags: str) -> tuple[Container, ...]:
        """The containers of some tags, outermost first."""
        return tuple(c for c in self.containers if c.tag in tags)


def blocks(root: Element) -> Iterator[Block]:
    """All text of the file, each run once, in document order."""
    yield from _blocks(root, (), (), count(1))


def _blocks(
    element: Element, around: tuple[Container, ...], marks: tuple[str, ...], numbers: Iterator[int]
) -> Iterator[Block]:
    tag, fault = element.tag.upper(), fault_of(element)
    if tag == "TR":
        yield Block(tag, " | ".join(fold(plain(cell)) for cell in element), around, fault=fault)
        return
    if all(child.tag.upper() in RUN for child in element):
        text = fold(plain(element))
        if text or fault:
            yield Block(tag, text, around, marks, _is_bold(element), fault)
        return
    if fault:
        yield Block(tag, "", around, fault=fault)
    inside = (*around, Container(tag, next(numbers), element.get("N") or ""))
    yield from _loose(tag, element.text, inside)
    for place, child in enumerate(element, start=1):
        yield from _blocks(child, inside, _marks_of(element, child, place, marks), numbers)
        yield from _loose(tag, child.tail, inside)


def _marks_of(
    element: Element, child: Element, place: int, marks: tuple[str, ...]
) -> tuple[str, ...]:
    """The marks a browser prints: an entry's own goes to its first paragraph and lists below."""
    tag = element.tag.upper()
    if tag in ("OL", "UL"):
        return (*marks, _list_mark(element, place))
    is_list = child.tag.upper() in ("OL", "UL")
    return marks if tag == "LI" and (place == 1 or is_list) else ()


def _loose(tag: str, text: str | None, around: tuple[Container, ...]) -> Iterator[Block]:
    if text and text.strip():
        yield Block(tag, fold(text), around)


def _list_mark(element: Element, place: int) -> str:
    """What a browser prints before the n-th entry of a list."""
    if element.tag.upper() == "UL":
        return "-"
    kind = element.get("type", "1")
    return f"{place}." if kind == "1" else f"{chr(ord(kind) - 1 + place)}."


def _is_bold(element: Element) -> bool:
    first = element[0] if len(element) else None
    bold = first is not None and first.tag.upper() in ("B", "STRONG")
    return bold and not (element.text or "").strip()


def plain(element: Element) -> str:
    """The text with raised and lowered figures marked, as `10^26`; white space not yet folded."""
    parts = [element.text or ""]
    for child in element:
        inner, before = plain(child), parts[-1]
        parts.append(_marked(child, inner, before) + (child.tail or ""))
    return "".join(parts)


def _marked(child: Element, inner: str, before: str) -> str:
    tag, kind = child.tag.upper(), child.get("T")
    if tag == "BR":
        return " "
    if tag in ("SU", "SUP") or (tag == "E" and kind in RAISED):
        return f"\x00^{inner.strip()}" if inner.strip() else inner
    if tag in ("SUB", "INF") or (tag == "E" and kind in LOWERED):
        return f"\x00_{inner.strip()}" if inner.strip() else inner
    if tag == "E" and kind == "8153":
        return SYMBOL_FONT.get(inner, inner)
    if before.endswith("(") and re.fullmatch(r"\d{1,2}|[ivx]+", inner):
        return ITALIC_MARK + inner
    return inner


def fold(text: str) -> str:
    """White space folded, exponents attached; also those that a copy had flattened to `10 26`."""
    joined = re.sub(r"\s*\x00", "", text)
    folded = " ".join(joined.split())
    if NO_POWER.search(folded):
        return folded
    return FLAT_POWER.sub(r"10^\1", folded)
