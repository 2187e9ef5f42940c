"""The Electronic Code of Federal Regulations: parts of the EAR, one source each.

What the XML looks like and how it becomes rows stands in blocks.py and reading.py.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date

from pipelines.formats.json_document import read_json
from pipelines.source import Get, Source
from pipelines.sources.ecfr import gaps as ecfr_gaps
from pipelines.sources.ecfr.reading import COMMERCE_CONTROL_LIST, Reading, read
from schemas.rules.ecfr_part import PARTS, RawEcfrPart
from warehouse.folding.fold import Register
from warehouse.folding.limits import Limits
from warehouse.folding.thinning import Passages
from warehouse.rows.printed import read_day
from warehouse.rows.records import Parsed, TextRow, Unreadable
from warehouse.rows.typing import typed

API = "https://www.ecfr.gov/api/versioner/v1"
TITLES = f"{API}/titles.json"
TITLE = 15
PART_OF_ENTRY = re.compile(r"(?:part-)?(7\d\d)(?:[.-]|$)")
SUBJECTS = {
    "734": "Scope of the EAR", "740": "License Exceptions",
    "742": "Control Policy: CCL Based Controls",
    "744": "Control Policy: End-User and End-Use Based",
    "746": "Embargoes and Other Special Controls", "748": "Applications",
    "772": "Definitions of Terms", "774": "The Commerce Control List",
}


def newest_date(titles: bytes) -> date:
    """Up to which day the eCFR has taken in amendments; a later day answers 404."""
    try:
        listed = read_json(titles, whole=int)["titles"]
        found = next(t["up_to_date_as_of"] for t in listed if t["number"] == TITLE)
        return read_day(found)
    except (KeyError, TypeError, ValueError, StopIteration, Unreadable) as fault:
        missing = f"{TITLES} does not say up to which day title {TITLE} goes: {fault!r}"
        raise Unreadable(missing) from None


def address(part: str, day: date) -> str:
    """Where the text of a part on a day stands."""
    return f"{API}/full/{day.isoformat()}/title-{TITLE}.xml?part={part}"


def gatherer(part: str) -> Callable[[Get], tuple[bytes, date]]:
    """How the newest text of a part is fetched, in two requests; with the day the text is of."""

    def gather(get: Get) -> tuple[bytes, date]:
        day = newest_date(get(TITLES, "json"))
        return get(address(part, day), "xml"), day

    return gather


def parser(part: str) -> Callable[[bytes], Parsed]:
    """How a file of a part becomes records."""
    table = PARTS[part]

    def parse(data: bytes) -> Parsed:
        reading = read(data, part)
        demand_part(reading, part)
        return typed(table, rows(reading, hashlib.sha256(data).hexdigest()))

    return parse


def demand_part(reading: Reading, part: str) -> None:
    """Raise Unreadable for the text of another part, by the numbers of its sections and supplements."""
    named = (PART_OF_ENTRY.match(row.entry) for row in reading.rows)
    counts = Counter(found[1] for found in named if found)
    if counts and counts.most_common(1)[0][0] != part:
        raise Unreadable(f"is of part {counts.most_common(1)[0][0]}, not of part {part}; "
                         "take it in as the source of its own part")


def rows(reading: Reading, sha256: str) -> Iterator[TextRow]:
    """The rows of a file as cells, with what is known to be missing."""
    gaps = ecfr_gaps.find(reading.rows, sha256, reading.is_excerpt, reading.faults)
    frames = (COMMERCE_CONTROL_LIST, "part-")  # hold entries, and are none
    entries = [entry for entry in gaps if not entry.startswith(frames)]
    for ordinal, row in enumerate(reading.rows, start=1):
        gap = gaps[row.entry]
        yield TextRow(ordinal, {
            "entry": row.entry, "ordinal": str(ordinal),
            "entry_heading": reading.headings.get(row.entry), "kind": row.kind,
            "section": row.section, "enumerator": row.enumerator, "locator": row.locator,
            "parent_locator": row.parent_locator, "text": row.text,
            "is_complete": "no" if gap.sections else "yes",
            "missing_sections": ",".join(gap.sections), "incomplete_reason": gap.reason,
            "is_copy": "yes" if reading.is_copy else "no",
            "is_whole_part": "yes" if reading.is_whole_part else "no",
            "entry_count": str(max(len(entries), 1)),
        })


def _source(part: str, table: type[RawEcfrPart]) -> Source:
    name = f"ecfr_part{part}"
    globs = [f"{name}/title-{TITLE}_part-{part}*.xml", f"{name}_all/title-{TITLE}_part-{part}*.xml",
             f"ecfr_*_xml/part{part}_*.xml", f"ecfr_*_xml/sec{part}.*.xml",
             f"ecfr_*/parts_*{part}*.jsonl", f"section-{part}.*__*.md"]
    if part == "774":
        globs.append("ecfr_*_xml/[0-9][A-E][0-9][0-9][0-9].xml")
    return Source(
        source_id=name,
        title=f"15 CFR Part {part}: {SUBJECTS[part]}",
        publisher="Office of the Federal Register",
        url=f"https://www.ecfr.gov/current/title-{TITLE}/part-{part}",
        licence="public domain (17 U.S.C. 105)",
        citation=f"eCFR, 15 CFR Part {part}, ecfr.gov/current/title-{TITLE}/part-{part}",
        table=table,
        parse=parser(part),
        register=Register(
            key=("entry", "ordinal"), coverage=("entry",), compared_by=("entry", "text"),
            max_removed_share=0.35,  # five years of amendments took a third of the wordings
            churn_days=0.0,  # an amendment takes effect at once
            limits=Limits(added=3.0), copy_column="is_copy",
            passages=Passages("entry", "locator", "text", "section", "missing_sections",
                              "is_whole_part"),
        ),
        archive_globs=tuple(globs),
        media="xml",
        gather=gatherer(part),
        kind="observations",
        max_rejected_share=0.0,
        max_bytes=60_000_000,
    )


SOURCES = tuple(_source(part, table) for part, table in PARTS.items())
