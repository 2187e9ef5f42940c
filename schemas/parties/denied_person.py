"""What a row of `raw.denied_person` means."""

from __future__ import annotations

import polars as pl

from schemas.columns import column
from schemas.parties.consolidated_screening_list import DATE_FAULT
from schemas.raw import RawTable


class RawDeniedPerson(
    RawTable, name="raw.denied_person", key=("entry_key",),
    grain="entry", group="parties",
                      planned=("effective_date", "expiration_date", "last_update_date")):
    """Denial orders of the Bureau of Industry and Security, one row per person and address.

    The list has no numbers: a row is its name, order date and address as stated.
    """

    entry_key: str = column("Name, order date as printed, street and city, joined by ` | `")
    person_name: str = column("Person or company denied export privileges")
    street_address: str = column("Street; for prisoners the institution", nullable=True)
    city_name: str = column("City", nullable=True)
    state_code: str = column("State or province as printed", nullable=True)
    address_country: str = column("Country as printed, mostly ISO 3166-1 alpha-2", nullable=True)
    postal_code: str = column("Postal code", nullable=True)
    effective_date: pl.Date = column("Day the order took effect", nullable=True)
    expiration_date: pl.Date = column("Day it expires", nullable=True)
    is_standard_order: bool = column("Whether the order has the standard terms; NULL: not stated",
                                    nullable=True)
    last_update_date: pl.Date = column("Day the publisher last edited the row", nullable=True)
    last_action: str = column("What was edited", nullable=True)
    federal_register_citation: str = column("Federal Register notices as printed", nullable=True)
    date_fault: str = column(DATE_FAULT, nullable=True)
