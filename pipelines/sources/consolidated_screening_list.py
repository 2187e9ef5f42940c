"""The U.S. Consolidated Screening List: the publisher's CSV and JSON, and a compacted copy.

The compacted copy is the publisher's JSON with texts that repeat written once, in tables.

Which parties matter for chips is for core to say.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pipelines.formats.dates import in_iso, with_faults_told
from pipelines.formats.identity import cell
from pipelines.formats.json_document import OTHER_KIND, read_json
from pipelines.formats.tabular import field, read_csv
from pipelines.source import Source
from schemas.parties.consolidated_screening_list import RawConsolidatedScreeningList
from warehouse.folding.fold import Register
from warehouse.rows.records import Parsed, Rejected, TextRow, Unreadable
from warehouse.rows.typing import typed

COLUMNS = {
    "list_name": "source", "listed_name": "name", "entity_number": "entity_number",
    "party_type": "type", "alt_names": "alt_names", "addresses": "addresses",
    "programs": "programs", "federal_register_notice": "federal_register_notice",
    "license_requirement": "license_requirement", "license_policy": "license_policy",
    "start_date": "start_date", "end_date": "end_date", "standard_order": "standard_order",
    "remarks": "remarks", "source_list_url": "source_list_url",
}
"""Our column and the publisher's field; what is not named here is left unread on purpose."""
DATES = ("start_date", "end_date")
SHORT = {
    "list_name": ("s", "sources"), "listed_name": ("n", None), "alt_names": ("a", None),
    "entity_number": ("e", None), "party_type": ("t", None), "address_countries": ("c", None),
    "license_requirement": ("lr", "licenceRequirements"),
    "license_policy": ("lp", "licencePolicies"), "programs": ("pg", "programmes"),
    "federal_register_notice": ("fr", None), "source_list_url": ("u", "urls"),
}
"""Our column, its key in the compacted copy, and the table its number points into."""
CONTENT = ("address_countries", "federal_register_notice", "license_requirement",
           "license_policy", "programs", "alt_names", "addresses", "start_date", "end_date",
           "remarks", "party_type", "standard_order", "source_list_url")
"""What tells entries of one name apart, in the order in which they are numbered."""
LIST_CODE = re.compile(r"\(([^()]*?)(?: List)?\)")
COUNTRY = re.compile(r"(?:^|, )([A-Z]{2})$")


def parse(data: bytes) -> Parsed:
    """Records of raw.consolidated_screening_list, whichever of the three shapes the file has."""
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        fields = {name: field(header) for name, header in COLUMNS.items()}
        return read_csv(data, fields, RawConsolidatedScreeningList, prepare=_told_apart)
    document = read_json(data)
    if isinstance(document, dict) and "fieldKey" in document:
        rows, unread = _compacted(document), Counter[str]()
    else:
        rows, unread = _published(document)
    return typed(RawConsolidatedScreeningList, _told_apart(in_iso(rows, DATES)), None, unread)


def _published(document: Any) -> tuple[list[TextRow], Counter[str]]:
    """Rows of the publisher's JSON, with the fields that nobody reads."""
    results = document.get("results") if isinstance(document, dict) else None
    if not isinstance(results, list):
        raise Unreadable("has no list `results`; look at the file")
    rows = [_row(n, result, _cells) for n, result in enumerate(results, start=1)]
    fields = (name for result in results if isinstance(result, dict) for name in result)
    return rows, Counter(name for name in fields if name not in COLUMNS.values())


def _compacted(document: Mapping[str, Any]) -> list[TextRow]:
    """Rows of the compacted copy; raises Unreadable unless it holds what it counts."""
    tables, entries = document.get("tables"), document.get("entries")
    if not isinstance(tables, dict) or not isinstance(entries, list):
        raise Unreadable("has no `tables` or no `entries`; look at the file")
    if str(len(entries)) != str(document.get("entryCount")):
        raise Unreadable(f"counts {document.get('entryCount')} entries and holds {len(entries)}")

    def cells(entry: Mapping[str, Any]) -> dict[str, str | None]:
        found = {}
        for name, (key, table) in SHORT.items():
            value = entry.get(key)
            found[name] = _joined(value if value is None or table is None else tables[table][int(value)])
        return found

    return [_row(number, entry, cells) for number, entry in enumerate(entries, start=1)]


def _row(number: int, entry: Any, cells: Any) -> TextRow:
    try:
        return TextRow(number, cells(entry))
    except OTHER_KIND as error:
        fault = Rejected(number, "", str(entry)[:200], f"an entry of another kind: {error!r}")
        return TextRow(number, {}, fault)


def _cells(result: Mapping[str, Any]) -> dict[str, str | None]:
    cells = {name: _joined(result.get(key)) for name, key in COLUMNS.items() if key != "addresses"}
    addresses = result.get("addresses") or []
    parts = ("address", "city", "state", "postal_code", "country")
    printed = [", ".join(a[p] for p in parts if a.get(p)) for a in addresses]
    cells["addresses"] = _joined(printed)
    cells["address_countries"] = _once(a.get("country") for a in addresses)
    return cells


def _joined(value: Any) -> str | None:
    if isinstance(value, list):
        return "; ".join(str(part).strip() for part in value if part)
    return None if value is None else str(value).strip()


def _once(codes: Iterable[str | None]) -> str:
    return "; ".join(dict.fromkeys(code for code in codes if code))


def _told_apart(rows: Iterable[TextRow]) -> Iterator[TextRow]:
    """Rows with their key: entries of one name and different content are numbered."""
    kept = [row if row.fault else _completed(with_faults_told(row, DATES)) for row in rows]
    contents: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for row in kept:
        if not row.fault:
            contents[_identity(row)].add(_content(row))
    ordered = {identity: sorted(found) for identity, found in contents.items()}
    for row in kept:
        if row.fault:
            yield row
            continue
        identity = _identity(row)
        number = ordered[identity].index(_content(row)) + 1
        key = identity if number == 1 else f"{identity} #{number}"
        is_shared = str(len(ordered[identity]) > 1)
        yield row.saying({"entry_key": key, "is_name_shared": is_shared})


def _completed(row: TextRow) -> TextRow:
    code = LIST_CODE.search(row.cells.get("list_name") or "")
    found = {"list_code": code[1] if code else None}
    if row.cells.get("address_countries") is None:
        endings = (COUNTRY.search(part) for part in (row.cells.get("addresses") or "").split("; "))
        found["address_countries"] = _once(ending[1] for ending in endings if ending)
    return row.saying(found)


def _identity(row: TextRow) -> str:
    return f"{cell(row, 'list_code')} {cell(row, 'entity_number') or cell(row, 'listed_name')}"


def _content(row: TextRow) -> tuple[str, ...]:
    return tuple(cell(row, name) for name in CONTENT)


SOURCE = Source(
    source_id="consolidated_screening_list",
    title="Consolidated Screening List",
    publisher="International Trade Administration, U.S. Department of Commerce",
    url="https://data.trade.gov/downloadable_consolidated_screening_list/v1/consolidated.json",
    licence="Public domain (17 U.S.C. 105)",
    citation="U.S. Departments of Commerce, State and the Treasury, Consolidated Screening List",
    table=RawConsolidatedScreeningList,
    parse=parse,
    register=Register(key=("entry_key",), coverage=("list_name",)),
    archive_globs=(
        "screening_lists/consolidated_screening_list_full__*.json",
        "screening_lists/consolidated__*.json",
        "screening_lists/consolidated__*.csv",
        "json/screening-list.json",
    ),
    media="json",
)
"""A list that is missing as a whole is not covered: one agency's outage removes nobody. The files
named `sample` hold a few cut-out rows and are no releases."""
