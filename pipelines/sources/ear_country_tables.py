"""The EAR's country groups and country chart, from a third party's reading of the eCFR tables.

Histories of membership are curated in seed.country_group; here stands only what one text says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pipelines.formats.json_document import read_json
from pipelines.source import Source
from schemas.countries.ear_country_chart import RawEarCountryChart
from schemas.countries.ear_country_group import RawEarCountryGroup
from warehouse.folding.fold import Register
from warehouse.rows.records import SHOWN_CHARACTERS, Parsed, Rejected, TextRow, Unreadable
from warehouse.rows.typing import typed

REPOSITORY = "https://raw.githubusercontent.com/seelpeed-debug/export-controls-agent-mcp/HEAD"
LICENCE = "Public domain (17 U.S.C. 105); the compilation MIT"
NO_MARK = "none"


def parse_groups(data: bytes) -> Parsed:
    """Records of raw.ear_country_group."""
    document = _document(data, "groups")
    told = {"ecfr_date": str(document["ecfrIssueDate"])}
    members = (
        (group, name) for group, names in document["groups"].items()
        for name in (names if isinstance(names, list) else [names])
    )
    return typed(RawEarCountryGroup, (
        _row(n, {"group_code": group, "listed_name": name, **told})
        for n, (group, name) in enumerate(members, start=1)
    ))


def parse_chart(data: bytes) -> Parsed:
    """Records of raw.ear_country_chart."""
    document = _document(data, "countries")
    if str(document.get("countryCount")) != str(len(document["countries"])):
        raise Unreadable(f"counts {document.get('countryCount')} countries and holds "
                         f"{len(document['countries'])}")
    if not isinstance(document.get("columns"), list):
        raise Unreadable("has no list `columns`; look at the file")
    return typed(RawEarCountryChart, _marks(document))


def _document(data: bytes, wanted: str) -> dict[str, Any]:
    document = read_json(data)
    if not isinstance(document, dict) or not isinstance(document.get(wanted), dict):
        raise Unreadable(f"has no object `{wanted}`; look at the file")
    if "ecfrIssueDate" not in document:
        raise Unreadable("does not say in `ecfrIssueDate` which text it was read from")
    return document


def _row(number: int, cells: Mapping[str, Any]) -> TextRow:
    """A row of texts; a name that is none is a fault of its own."""
    wrong = next((name for name, cell in cells.items() if not isinstance(cell, str | None)), None)
    fault = Rejected(number, wrong, str(cells[wrong])[:SHOWN_CHARACTERS], "not a text") if wrong else None
    return TextRow(number, cells, fault)


def _marks(document: dict[str, Any]) -> Iterator[TextRow]:
    known, number = {str(column) for column in document["columns"]}, 0
    rows = {**document["countries"], **(document.get("embargoed") or {})}
    for name, row in rows.items():
        is_marked = isinstance(row, dict) and isinstance(row.get("marks", []), list)
        marks = [str(mark) for mark in row.get("marks", ())] if is_marked else []
        unknown = set(marks) - known
        if unknown:
            raise Unreadable(f"marks {name} in {sorted(unknown)}, which is no column of the chart")
        if not is_marked:
            number += 1
            fault = Rejected(number, "chart_column", str(row)[:SHOWN_CHARACTERS], "no list of marks")
            yield TextRow(number, {}, fault)
            continue
        for mark in marks or [NO_MARK]:
            number += 1
            yield _row(number, {
                "listed_name": name, "chart_column": mark, "pointer": row.get("pointer"),
                "footnotes": "; ".join(map(str, row.get("footnotes") or ())),
                "ecfr_date": str(document["ecfrIssueDate"]),
            })


SOURCES = (
    Source(
        source_id="ear_country_group",
        title="EAR country groups (Supplement No. 1 to part 740)",
        publisher="Bureau of Industry and Security, via eCFR",
        url=f"{REPOSITORY}/src/data/country-groups.json",
        licence=LICENCE,
        citation="15 CFR part 740, Supplement No. 1, read from the eCFR by "
                 "seelpeed-debug/export-controls-agent-mcp",
        table=RawEarCountryGroup,
        parse=parse_groups,
        register=Register(key=("group_code", "listed_name"), coverage=("group_code",)),
        archive_globs=("screening_lists/ear_country_groups__*.json", "json/country-groups.json"),
        media="json",
        cadence_days=7.0,
    ),
    Source(
        source_id="ear_country_chart",
        title="Commerce Country Chart (Supplement No. 1 to part 738)",
        publisher="Bureau of Industry and Security, via eCFR",
        url=f"{REPOSITORY}/src/data/country-chart.json",
        licence=LICENCE,
        citation="15 CFR part 738, Supplement No. 1, read from the eCFR by "
                 "seelpeed-debug/export-controls-agent-mcp",
        table=RawEarCountryChart,
        parse=parse_chart,
        register=Register(key=("listed_name", "chart_column")),
        archive_globs=("screening_lists/ear_country_chart__*.json", "json/country-chart.json"),
        media="json",
        cadence_days=7.0,
    ),
)
