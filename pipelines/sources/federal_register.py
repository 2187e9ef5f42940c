"""The Federal Register's list of documents, page by page, from its JSON interface.

Full texts stand in federal_register_text.py; which documents matter for chips is for core to say.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from pipelines.formats.json_document import OTHER_KIND, read_json
from pipelines.source import Get, Source
from schemas.rules.federal_register_document import RawFederalRegisterDocument
from warehouse.folding.fold import Register
from warehouse.rows.printed import read_day
from warehouse.rows.records import Parsed, Rejected, TextRow, Unreadable
from warehouse.rows.typing import typed

API = "https://www.federalregister.gov/api/v1/documents.json"
CAP = 10_000
"""The interface stops after so many results without saying so."""
FIELDS = {
    "document_number": "document_number", "title": "title", "document_type": "type",
    "action": "action", "abstract": "abstract", "dates_text": "dates", "citation": "citation",
    "publication_date": "publication_date", "signing_date": "signing_date",
    "effective_date": "effective_on", "docket_ids": "docket_ids",
    "regulation_id_numbers": "regulation_id_numbers", "agency_names": "agencies",
    "cfr_references": "cfr_references", "correction_of": "correction_of",
    "html_url": "html_url", "full_text_xml_url": "full_text_xml_url",
    "raw_text_url": "raw_text_url",
}
COPIED = {
    "documentNumber": "document_number", "title": "title", "type": "type", "action": "action",
    "citation": "citation", "publicationDate": "publication_date", "signingDate": "signing_date",
    "effectiveOn": "effective_on", "docketIds": "docket_ids", "agencies": "agencies",
    "cfrReferences": "cfr_references", "htmlUrl": "html_url",
}
"""How a copy of some documents, which a reader of the interface kept, names the same fields."""
PROSE = ("title", "action", "abstract", "dates_text")
URL = (
    f"{API}?conditions[agencies][]=industry-and-security-bureau&conditions[type][]=RULE"
    "&order=oldest&per_page=1000" + "".join(f"&fields[]={name}" for name in FIELDS.values())
)
TAG = re.compile(r"</?(?:INF|SU|SUP|SUB|E|I|B|P|BR|EM|STRONG|SPAN|FTREF|PRTPAGE)\b[^<>]*>", re.I)
SUPERSCRIPT = re.compile(r"<(SU|SUP)>\s*([^<>]*?)\s*</\1>", re.I)
MONTHS = ("January|February|March|April|May|June|July|August|September|October|November|December")
COMPLY = re.compile(
    rf"\b(?:compliance|comply)\b[^.;]*?\b((?:{MONTHS}) \d{{1,2}}, \d{{4}})", re.IGNORECASE
)


def gather(get: Get) -> tuple[bytes, None]:
    """All pages as one document in the shape of the list; raises Unreadable if any is missing."""
    found: dict[str, object] = {}
    asked: set[str] = set()
    page: Mapping[str, Any] = {}
    url: str | None = URL
    while url:
        if url in asked or not url.startswith(f"{API}?"):
            raise Unreadable(f"names {url} as its next page; look at the interface")
        asked.add(url)
        page, before = _page(get(url, "json")), len(found)
        for result in page["results"]:
            found.setdefault(str(result.get("document_number")), result)
        url = page.get("next_page_url")
        if url and not before < len(found) <= page["count"]:
            raise Unreadable(f"names another page after {len(asked)} that hold {len(found)} of the "
                             f"{page['count']} documents it counts; look at the interface")
    _demand_all(len(found), page)
    merged = {
        "count": len(found), "description": page.get("description"), "total_pages": 1,
        "results": list(found.values()),
    }
    return json.dumps(merged, ensure_ascii=False, indent=0).encode(), None


def parse(data: bytes) -> Parsed:
    """Records of raw.federal_register_document."""
    page = _page(data)
    results = page["results"]
    _demand_all(len({str(r.get("document_number")) for r in results}), page)
    known = {*FIELDS.values(), "docket_id"}
    unread = Counter(name for result in results for name in result if name not in known)
    return typed(RawFederalRegisterDocument, _rows(results), None, unread)


def _page(data: bytes) -> Mapping[str, Any]:
    page: Mapping[str, Any] = read_json(data, fraction=float, whole=int)
    if isinstance(page, dict) and isinstance(page.get("documents"), list):
        page = _of_copy(page)
    results = page.get("results") if isinstance(page, dict) else None
    if not isinstance(results, list) or not all(isinstance(r, dict) for r in results):
        raise Unreadable("has no list `results` of documents; the interface may have changed")
    if not isinstance(page.get("count"), int):
        raise Unreadable("does not say in `count` how many documents there are")
    return page


def _of_copy(copy: Mapping[str, Any]) -> Mapping[str, Any]:
    """A kept copy in the shape of the list; a field it names anew stays, and is told as unread."""
    results = [{COPIED.get(name, name): value for name, value in document.items()}
               for document in copy["documents"] if isinstance(document, dict)]
    return {"count": copy.get("documentCount"), "results": results}


def stated_day(data: bytes) -> date | None:
    """The day on which a kept copy was made, as it says."""
    with suppress(ValueError, KeyError, TypeError):
        return date.fromisoformat(json.loads(data)["generatedAt"][:10])
    return None


def _demand_all(found: int, page: Mapping[str, Any]) -> None:
    """A list that lost a page looks like one from which rules were withdrawn."""
    count = page["count"]
    if count >= CAP:
        raise Unreadable(f"counts {count} documents, of which only {CAP} can be had; ask by year")
    if found != count:
        raise Unreadable(f"has {found} of the {count} documents it counts; gather every page")


def _rows(results: list[Mapping[str, Any]]) -> Iterator[TextRow]:
    for number, result in enumerate(results, start=1):
        try:
            yield TextRow(number, _cells(result))
        except OTHER_KIND as error:
            shown = str(result.get("document_number"))
            yield TextRow(number, {}, Rejected(number, "", shown, str(error)))


def _cells(result: Mapping[str, Any]) -> dict[str, str | None]:
    cells = {name: _text(result.get(wanted)) for name, wanted in FIELDS.items()}
    cells["docket_ids"] = cells["docket_ids"] or _text(result.get("docket_id"))
    cells |= {name: plain(cells[name] or "") for name in PROSE}
    return cells | {"compliance_date": compliance_date(cells["dates_text"] or "")}


def _text(value: Any) -> str:
    """A field as text, lists joined; raises TypeError for what no field has been seen to hold."""
    if value is None or isinstance(value, str | int):
        return "" if value is None else str(value)
    if isinstance(value, list):
        return "; ".join(filter(None, map(_text, value)))
    if "part" in value:
        return f"{value.get('title')} CFR {value['part']}"
    name = value.get("raw_name") or value.get("name")
    if not name:
        raise TypeError(f"an object of an unknown kind: {sorted(value)}")
    return str(name).strip()


def plain(text: str) -> str:
    """Prose without printers' mark-up: `CO<INF>2</INF>` is CO2, ``x'' is "x"."""
    marked = SUPERSCRIPT.sub(r"^\2", text)
    bare = html.unescape(TAG.sub("", marked))
    quoted = bare.replace("``", '"').replace("''", '"').replace("`", "'")
    return " ".join(quoted.split())


def compliance_date(dates_text: str) -> str | None:
    """The one date a DATES paragraph ties to compliance; with several, a person must read it."""
    named = {" ".join(found.split()) for found in COMPLY.findall(dates_text)}
    if len(named) != 1:
        return None
    try:
        return read_day(named.pop()).isoformat()
    except ValueError:
        return None


SOURCE = Source(
    source_id="federal_register",
    title="Federal Register documents",
    publisher="Office of the Federal Register",
    url=URL,
    licence="Public domain (17 U.S.C. 105)",
    citation="Federal Register, federalregister.gov",
    table=RawFederalRegisterDocument,
    parse=parse,
    register=Register(
        key=("document_number",),
        coverage=("document_number",),  # a published document never ceases to be one
        published_column="publication_date",
    ),
    archive_globs=("federal_register/documents__*.json", "federal-register-documents_*.json"),
    media="json",
    gather=gather,
    stated_day=stated_day,
)
