"""Denial orders as they bear on a party. The publisher's own record stands in denied_person.py."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column


class DeniedPersonOrder(
    Table, name="core.denied_person_order", key=("entry_key",),
    grain="entry", group="parties",
    may_be_empty=True):
    """Persons and firms denied export privileges, with the days between which the order stands.

    An order without an expiry day stands until it is lifted. What could not be read as a day or a
    country is NULL and told in `unknown`.
    """

    entry_key: str = column("Name, order date as printed, street and city, joined by ` | `")
    party_name: str = column("Person or company denied export privileges")
    country_code: str = column("Country of the address, ISO 3166-1 alpha-3; NULL where it is not known",
                               nullable=True, str_matches=columns.COUNTRY)
    effective_from_date: pl.Date = column("Day the order took effect", nullable=True)
    expiration_date: pl.Date = column("Day it expires", nullable=True)
    is_standard_order: bool = column("Whether the order has the standard terms; NULL: not stated",
                                    nullable=True)
    federal_register_citation: str = column("Federal Register notices as printed", nullable=True)
    unknown: str = column("Days and countries that could not be read, with what was printed", nullable=True)
    source_id: str = columns.source_id()
    first_snapshot_id: str = column("Snapshot it was first seen in")
    source_locator: str = column("Row of that snapshot")
