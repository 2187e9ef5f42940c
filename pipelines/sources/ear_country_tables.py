"""The EAR's country groups and country chart, from a third party's reading of the eCFR tables.

Histories of membership are curated in seed.country_group; here stands only what one text says.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pipelines.source import Source
from schemas.countries.ear_country_chart import RawEarCountryChart
from schemas.countries.ear_country_group import RawEarCountryGroup
from warehouse.fold import Register
from warehouse.records import Parsed, TextRow, Unreadable, typed

REPOSITORY = "https://raw.githubusercontent.com/seelpeed-debug/export-controls-agent-mcp/HEAD"
LICENCE = "Public domain (17 U.S.C. 105); the compilation MIT"
NO_MARK = "none"


def parse_groups(data: bytes) -> Parsed:
    """Records of raw.ear_country_group."""
    document = _document(data, "groups")
    told = {"ecfr_date": str(document["ecfrIssueDate"])}
    members = (
        {"group_code": group, "listed_name": name, **told}
        for group, names in document["groups"].items() for name in names
    )
    return typed(RawEarCountryGroup, (TextRow(n, m) for n, m in enumerate(members, start=1)))


def parse_chart(data: bytes) -> Parsed:
    """Records of raw.ear_country_chart."""
    document = _document(data, "countries")
    if document.get("countryCount") != len(document["countries"]):
        raise Unreadable(f"counts {document.get('countryCount')} countries and holds "
                         f"{len(document['countries'])}")
    return typed(RawEarCountryChart, _marks(document))


def _document(data: bytes, wanted: str) -> dict[str, Any]:
    try:
        document = json.loads(data)
    except ValueError as error:
        raise Unreadable(f"is not JSON: {error}; fetch it again") from None
    if not isinstance(document, dict) or not isinstance(document.get(wanted), dict):
        raise Unreadable(f"has no object `{wanted}`; look at the file")
    if "ecfrIssueDate" not in document:
        raise Unreadable("does not say in `ecfrIssueDate` which text it was read from")
    return document


def _marks(document: dict[str, Any]) -> Iterator[TextRow]:
    known, number = set(document["columns"]), 0
    rows = {**document["countries"], **document.get("embargoed", {})}
    for name, row in rows.items():
        unknown = set(row.get("marks", ())) - known
        if unknown:
            raise Unreadable(f"marks {name} in {sorted(unknown)}, which is no column of the chart")
        for mark in row.get("marks") or [NO_MARK]:
            number += 1
            yield TextRow(number, {
                "listed_name": name, "chart_column": mark, "pointer": row.get("pointer"),
                "footnotes": "; ".join(map(str, row.get("footnotes", ()))),
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
        register=Register(key=("group_code", "listed_name")),
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
