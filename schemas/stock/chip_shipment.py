"""What a row of `seed.chip_shipment` and `core.chip_shipment` means."""

from __future__ import annotations

from typing import Any

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.stock.chip_owner import OWNER_KINDS
from schemas.stock.chip_weight import h100e_basis, party

PERIOD_KINDS = ["flow", "cumulative"]


INTERVALS = ["ci90", "ci95", "range"]


def chip_or_all() -> Any:
    """The chip a row is of, or all of them."""
    return column("Chip, see core.chip; it stands for its variants; `all` for all chips of the row",
                  str_matches=columns.SLUG)


def amount(description: str) -> Any:
    """A number of chips or H100 equivalents: nothing shipped is zero, unknown is NULL."""
    return column(description, nullable=True, ge=0)


class ShipmentColumns(Table):
    """Chips that one maker sold to one owner or to all, in one period or up to its end."""

    publisher_id: str = party("Who estimated or reported it")
    designer_id: str = party("Company that designed the chips, see core.organization")
    owner_id: str = party("Owner, see seed.chip_owner; `all` for all sales")
    chip_id: str = chip_or_all()
    period_kind: str = column("flow: within the period; cumulative: from its first day up to its end",
                              isin=PERIOD_KINDS)
    period_start_date: pl.Date = column("First day of the period")
    period_end_date: pl.Date = column("Last day of the period")
    stated_until_date: pl.Date = column(
        "Last day of the longer period that the publisher states, of which this one is a part by a rule: "
        "it proves no shipment before; NULL where it states this period", nullable=True)
    unit_count_low: float = amount("Low end")
    unit_count: float = amount("Chips")
    unit_count_high: float = amount("High end")
    unit_count_basis: str = column("reported, estimated or imputed", nullable=True,
                                   isin=columns.BASES)
    h100e_count_low: float = amount("Low end")
    h100e_count: float = amount("H100 equivalents, by h100e_basis")
    h100e_count_high: float = amount("High end")
    h100e_count_basis: str = column("reported, estimated or imputed; of units times a weight, the basis "
                                    "of the units", nullable=True, isin=columns.BASES)
    revenue_usd: float = column("Revenue of these sales, nominal, where a filing or estimate says so",
                                nullable=True, ge=0)
    interval_kind: str = column("What the ends mean; NULL without ends", nullable=True,
                                isin=INTERVALS)
    note: str = column("What a reader must know", nullable=True)


class SeedChipShipment(
    ShipmentColumns, name="seed.chip_shipment", key=("chip_shipment_id",),
    grain="statement",
                       group="stock"):
    """Published shipments, stocks and revenue of AI chips, curated with a citation per row.

    Where H100 equivalents are empty, core.chip_shipment counts units by the publisher's weights.
    """

    chip_shipment_id: str = column("Stable slug of the statement", str_matches=columns.SLUG)
    is_believed: bool = column("Enters the stock; the others stand beside it for comparison")
    reason_code: str = column("Why there is no number of chips", nullable=True,
                              isin=columns.REASONS)
    citation: str = columns.citation()
    citation_url: str = column("Address of that document", nullable=True)


class CoreChipShipment(
    ShipmentColumns, name="core.chip_shipment",
    key=("designer_id", "owner_id", "chip_id", "period_kind", "period_start_date",
         "period_end_date", "h100e_basis", "source_id", "publisher_id"),
    grain="designer, owner, chip, period, basis, source and publisher",
    group="stock",
):
    """Statements on chips shipped and owned, by source; `is_chosen` marks those that are believed.

    A source's own H100 equivalents are dense_int8; dense_bf16 counts the units of each chip by
    core.chip_weight. Totals of several chips have no dense_bf16: add draws of their chips instead.
    """

    owner_kind: str = column("all owners, an organization, all of a country, or the rest",
                             isin=OWNER_KINDS)
    owner_country_code: str = column("Country of the owner's headquarters", nullable=True,
                                     str_matches=columns.COUNTRY)
    is_in_aggregate: bool = column("The owner is part of a country's aggregate: not to be added to it")
    is_listed_chip: bool = column("The chip is one of core.chip, or `all`")
    h100e_basis: str = h100e_basis()
    is_incomplete: bool = column("The source's data cover only a part of the period")
    coverage_start_date: pl.Date = column(
        "First day that the source covers for this designer: an early total lacks later entrants"
    )
    is_chosen: bool = column("Believed: it stands in the stock")
    chosen_by_rule: str = column("Rule that chose it, or that did not", nullable=True)
    source_id: str = columns.source_id("Source of the row: `seed` or a source of meta.source")
    first_snapshot_id: str = column("Snapshot it was first seen in; NULL for bundled rows",
                                    nullable=True)
    source_locator: str = column("Row of that source")
    citation: str = columns.citation()
