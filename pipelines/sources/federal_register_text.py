"""Full texts of Federal Register documents, from the XML of the rules on AI chips.

The law as amended stands in the eCFR's sources; a text here is what one document printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element

from pipelines.formats.xml import read_xml
from pipelines.source import Get, Source
from schemas.rules.federal_register_text import RawFederalRegisterText
from warehouse.folding.fold import Register
from warehouse.rows.records import Parsed, TextRow, Unreadable
from warehouse.rows.typing import typed

ROOT = "https://www.federalregister.gov/documents/full_text/xml"
DOCUMENTS = (
    "2022/10/13/2022-21658", "2023/10/25/2023-23055", "2024/04/04/2024-07004",
    "2024/12/05/2024-28270", "2025/01/15/2025-00636", "2025/01/16/2025-00711",
    "2025/02/14/2025-02655", "2026/01/15/2026-00789", "2026/04/09/2026-06851",
    "2026/07/14/2026-14132",
)
"""The rules that made or changed 3A090: publication day and number."""
KINDS = ("RULE", "PRORULE", "NOTICE", "PRESDOCU")
INLINE = {"E", "SU", "INF", "I", "B", "AC", "FR", "FTREF", "PRTPAGE"}
PARAGRAPHS = {"P", "FP", "HD", "ROW", "AMDPAR", "SECTNO", "SUBJECT"}
SECTIONS = {"DATES": "dates", "EFFDATE": "dates", "SUPLINF": "supplementary_information",
            "REGTEXT": "regulatory_text", "SIG": "end", "FRDOC": "end", "BILCOD": "end"}
NUMBER = re.compile(r"FR Doc\.?\s*(?:No\.?:?\s*)?([A-Z]?\d+[-\u2013][\d\u2013-]*\d)")
FILED = re.compile(r"Filed\s+(\d{1,2})[-\u2013](\d{1,2})[-\u2013](\d{2,4})")
DECLARATION = re.compile(rb"^\s*(?:\xef\xbb\xbf)?\s*(?:<\?[^>]*\?>\s*)*")

Cells = dict[str, str | None]


@dataclass(frozen=True)
class Place:
    """Where a block stands: what it inherits from the elements around it."""

    section: str = "preamble"
    cfr_title: str | None = None
    cfr_part: str | None = None
    cfr_section: str | None = None


def gather(get: Get) -> tuple[bytes, None]:
    """The texts of the listed documents in one file."""
    texts = [DECLARATION.sub(b"", get(f"{ROOT}/{name}.xml", "xml")) for name in DOCUMENTS]
    return b"<FEDREG>\n" + b"\n".join(texts) + b"\n</FEDREG>\n", None


def parse(data: bytes) -> Parsed:
    """Records of raw.federal_register_text, from one document or several under one root."""
    root = read_xml(data)
    documents = [found for found in root.iter() if found.tag in KINDS]
    if not documents:
        raise Unreadable(f"holds no {', '.join(KINDS)}; it is no Federal Register document")
    blocks = (block for document in documents for block in _document(document))
    rows = (TextRow(number, cells) for number, cells in enumerate(blocks, start=1))
    return typed(RawFederalRegisterText, rows)


def _document(document: Element) -> Iterator[Cells]:
    ending = " ".join(_words(found) for found in document.iter("FRDOC"))
    number = NUMBER.search(ending)
    if number is None:
        raise Unreadable("has a document whose end names no number; the text may be cut off")
    stated = {"document_number": number[1].replace("\u2013", "-"), "filed_date": _filed(ending)}
    walk = _Walk()
    for count, block in enumerate(walk.blocks(document, Place()), start=1):
        yield {**block, **stated, "block_number": str(count)}


def _filed(ending: str) -> str | None:
    found = FILED.search(ending)
    if found is None:
        return None
    month, day, year = map(int, found.groups())
    try:
        return date(year if year > 99 else 2000 + year, month, day).isoformat()
    except ValueError:
        return None


class _Walk:
    """One pass over a document that knows the page it is on."""

    def __init__(self) -> None:
        self.page: str | None = None

    def blocks(self, element: Element, place: Place) -> Iterator[Cells]:
        """The blocks under an element, in the order of the print; no text is passed over."""
        place = _inside(element, place)
        if element.tag == "PRTPAGE":
            self.page = element.get("P", self.page)
        elif element.tag == "ROW" or _is_one_block(element):
            yield from self._block(element, place, _words(element))
        else:
            yield from self._block(element, place, element.text or "", within=False)
            for child in element:
                yield from self.blocks(child, place)
                yield from self._block(element, place, child.tail or "", within=False)

    def _block(
        self, element: Element, place: Place, text: str, *, within: bool = True
    ) -> Iterator[Cells]:
        begun_on = self.page
        for found in element.iter("PRTPAGE") if within else ():
            self.page = found.get("P", self.page)
        if text.strip(" |\r\n\t"):
            level = element.get("SOURCE", "") if element.tag == "HD" else ""
            yield {
                "section_name": place.section, "element_name": level or element.tag,
                "cfr_title": place.cfr_title, "cfr_part": place.cfr_part,
                "cfr_section": place.cfr_section, "page_number": begun_on,
                "text": " ".join(text.split()),
            }


def _inside(element: Element, place: Place) -> Place:
    section = SECTIONS.get(element.tag, place.section)
    if element.tag == "REGTEXT":
        return Place(section, element.get("TITLE"), element.get("PART"))
    if element.tag in ("SECTION", "APPENDIX"):
        named = _words(element.find("SECTNO" if element.tag == "SECTION" else "HD"))
        return Place(section, place.cfr_title, place.cfr_part, named or None)
    return Place(section, place.cfr_title, place.cfr_part, place.cfr_section)


def _is_one_block(element: Element) -> bool:
    """Whether an element is words with mark-up inside, rather than other blocks."""
    if any(found.tag in PARAGRAPHS for found in element.iter() if found is not element):
        return False
    texts = [element.text, *(child.tail for child in element)]
    texts += ["".join(child.itertext()) for child in element if child.tag in INLINE]
    return any(text and text.strip() for text in texts)


def _words(element: Element | None) -> str:
    """An element's words on one line; None has none."""
    if element is None:
        return ""
    if element.tag == "ROW":
        return " | ".join(_words(cell) for cell in element)
    return " ".join(_raw(element).split())


def _raw(element: Element) -> str:
    pieces = [element.text or ""]
    following = [*(child.tag for child in element), ""][1:]
    for child, after in zip(element, following, strict=True):
        pieces += [_marked(child, after), child.tail or ""]
    return "".join(pieces)


def _marked(child: Element, after: str) -> str:
    """Superscripts are powers, unless a mark of a footnote follows them."""
    text = _raw(child)
    is_raised = child.tag == "SU" or (child.tag == "E" and child.get("T") == "51")
    if is_raised and text.strip():
        return f"[{text.strip()}]" if after == "FTREF" else f"^{text.strip()}"
    return text if child.tag in INLINE else f" {text} "


SOURCE = Source(
    source_id="federal_register_text",
    title="Federal Register full texts of the rules on AI chips",
    publisher="Office of the Federal Register",
    url=f"{ROOT}/{DOCUMENTS[0]}.xml",
    licence="Public domain (17 U.S.C. 105)",
    citation="Federal Register, federalregister.gov",
    table=RawFederalRegisterText,
    parse=parse,
    register=Register(
        key=("document_number", "block_number"),
        coverage=("document_number",),
        published_column="filed_date",
    ),
    archive_globs=("federal_register/full_text*.xml",),
    media="xml",
    gather=gather,
    cadence_days=30.0,
)
