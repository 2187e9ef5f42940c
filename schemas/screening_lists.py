"""Lists of restricted parties and the EAR's country tables as published; no corrections."""

from __future__ import annotations

import polars as pl

from schemas.columns import column
from schemas.raw import RawTable

DATE_FAULT = "Printed dates that are impossible, as `column: text (why)` joined by `; `"


class RawConsolidatedScreeningList(
    RawTable, name="raw.consolidated_screening_list", key=("entry_key",), group="rules"
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


class RawDeniedPerson(RawTable, name="raw.denied_person", key=("entry_key",), group="rules"):
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
    is_standard_order: bool = column("Whether the order has the standard terms", nullable=True)
    last_update_date: pl.Date = column("Day the publisher last edited the row", nullable=True)
    last_action: str = column("What was edited", nullable=True)
    federal_register_citation: str = column("Federal Register notices as printed", nullable=True)
    date_fault: str = column(DATE_FAULT, nullable=True)


class RawEarCountryGroup(
    RawTable, name="raw.ear_country_group", key=("group_code", "listed_name"), group="rules"
):
    """Supplement No. 1 to part 740 of the EAR: which countries stand in which country group."""

    group_code: str = column("Country group, such as D:5")
    listed_name: str = column("Country as the supplement names it")
    ecfr_date: pl.Date = column("Date of the eCFR text the table was read from")


class RawEarCountryChart(
    RawTable, name="raw.ear_country_chart", key=("listed_name", "chart_column"), group="rules"
):
    """The Commerce Country Chart, Supplement No. 1 to part 738: one row per mark.

    Embargoed countries have no marks but a pointer; absence of a mark never means permission.
    """

    listed_name: str = column("Country as the chart names it")
    chart_column: str = column("Reason and column, such as `RS 1`; `none` for a row without marks")
    pointer: str = column("Where an embargoed country's row sends the reader", nullable=True)
    footnotes: str = column("Numbers of the footnotes at the country, joined by `; `",
                            nullable=True)
    ecfr_date: pl.Date = column("Date of the eCFR text the chart was read from")
