"""The Denied Persons List, a file of tab-separated rows with American dates.

The same orders stand, without addresses' parts, in the Consolidated Screening List.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipelines.formats.dates import with_faults_told
from pipelines.formats.identity import cell
from pipelines.formats.tabular import field, read_csv
from pipelines.source import Source
from schemas.parties.denied_person import RawDeniedPerson
from warehouse.folding.fold import Register
from warehouse.rows.records import Parsed, TextRow

YES_OR_NO = {"Y": "true", "N": "false"}
DATES = ("effective_date", "expiration_date", "last_update_date")
IDENTITY = ("person_name", "effective_date", "street_address", "city_name")
FIELDS = {
    "person_name": field("Name"),
    "street_address": field("Street_Address"),
    "city_name": field("City"),
    "state_code": field("State"),
    "address_country": field("Country"),
    "postal_code": field("Postal_Code"),
    "effective_date": field("Effective_Date"),
    "expiration_date": field("Expiration_Date"),
    "is_standard_order": field("Standard_Order", clean=lambda t: YES_OR_NO.get(t.upper(), t)),
    "last_update_date": field("Last_Update"),
    "last_action": field("Action"),
    "federal_register_citation": field("FR_Citation"),
}


def parse(data: bytes) -> Parsed:
    """Records of raw.denied_person; raises Unreadable when a column is missing."""
    return read_csv(data, FIELDS, RawDeniedPerson, prepare=_completed)


def _completed(rows: Iterable[TextRow]) -> Iterator[TextRow]:
    """Rows with their key, made of what is printed, and with what is wrong with their dates."""
    for row in rows:
        key = " | ".join(cell(row, name) for name in IDENTITY)
        keyed = row.saying({"entry_key": key})
        yield row if row.fault else with_faults_told(keyed, DATES)


SOURCE = Source(
    source_id="denied_persons_list",
    title="Denied Persons List",
    publisher="Bureau of Industry and Security, U.S. Department of Commerce",
    url="https://www.bis.doc.gov/dpl/dpl.txt",
    licence="Public domain (17 U.S.C. 105)",
    citation="Bureau of Industry and Security, Denied Persons List",
    table=RawDeniedPerson,
    parse=parse,
    register=Register(
        key=("entry_key",),
        published_column="last_update_date",  # a copy's own date can be years off
        max_removed_share=0.5,  # orders expire, and prisoners' addresses move
    ),
    archive_globs=("screening_lists/denied_persons_list*__*.tsv",),
)
