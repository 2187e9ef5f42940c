"""What a row of `raw.consolidated_screening_list` means."""

from __future__ import annotations

import polars as pl

from schemas.columns import column
from schemas.raw import RawTable

DATE_FAULT = "Printed dates that are impossible, as `column: text (why)` joined by `; `"


class RawConsolidatedScreeningList(
    RawTable, name="raw.consolidated_screening_list", key=("entry_key",),
    grain="entry", group="parties",
    planned=("start_date", "end_date"),
):
    """Entries of the U.S. Consolidated Screening List, one row per entry of each list.

    Treasury numbers its entries; Commerce and State do not, and repeat names. There an entry is
    its list, its name and, where the name is shared, a number in the order of stated content.
    Persons' birth dates, identity papers and the data of vessels are left unread.
    """

    entry_key: str = column(
        "List and entity number; or list and name, numbered from the second of a name on")
    list_code: str = column("Short name of the list: EL, DPL, UVL, MEU, SDN and so on")
    list_name: str = column("List and the agency that keeps it")
    listed_name: str = column("Name as listed")
    is_name_shared: bool = column(
        "Whether other entries of the list without a number have the same name")
    entity_number: str = column("Treasury's number of the entry", nullable=True)
    party_type: str = column("Entity, Individual, Vessel or Aircraft; Treasury's lists only",
                             nullable=True)
    alt_names: str = column("Other names, joined by `; `", nullable=True)
    address_countries: str = column(
        "Countries of the addresses, ISO 3166-1 alpha-2, each once, joined by `; `", nullable=True)
    addresses: str = column("Addresses, joined by `; `", nullable=True)
    programs: str = column("Sanctions programs, joined by `; `", nullable=True)
    federal_register_notice: str = column("Federal Register pages, as listed", nullable=True)
    license_requirement: str = column("Licence requirement; its footnote is a stray last digit",
                                      nullable=True)
    license_policy: str = column("Licence review policy", nullable=True)
    start_date: pl.Date = column("Day from which the entry holds", nullable=True)
    end_date: pl.Date = column("Day on which it ends", nullable=True)
    date_fault: str = column(DATE_FAULT, nullable=True)
    standard_order: str = column("Y where a denial order has the standard terms", nullable=True)
    remarks: str = column("Remarks", nullable=True)
    source_list_url: str = column("Page of the agency's own list", nullable=True)
