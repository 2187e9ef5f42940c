"""What a row of `metric.best_legal_chip_by_destination_group_objective_month` means."""

from __future__ import annotations

from typing import Any

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column, measure
from schemas.rules.rule_event import HQ_GROUPS
from schemas.status.chip_place_by_objective_chip import UNIVERSES, objective
from schemas.status.designer_home_by_country import designer_home
from schemas.status.sides import side

LEAST, MOST = ("Without undetermined chips, of the widest frontier",
               "With undetermined chips and those that may ship")


def best_chip(which: str) -> Any:
    """The chip that stands for a numerator."""
    return column(f"{which}; NULL: none", nullable=True, str_matches=columns.SLUG)


def ratio(which: str) -> Any:
    """A share of the frontier; it may be above 1 only if the frontier leaves a chip out."""
    return column(which, nullable=True, ge=0)


class BestLegalChip(
    Table, name="metric.best_legal_chip_by_destination_group_objective_month",
    key=("destination_group_id", "end_user_hq_group", "designer_home", "objective", "universe",
         "status_side", "as_of_date"),
    grain="destination group, headquarters group, designer home, objective, universe, status side and month",
    group="status", time_axis="as_of_date", may_be_empty=True,
    coverage=("chip", "rule"),
    counts=("item_parameter",),
):
    """How much of the frontier a destination may buy without a licence, by three measures (M03).

    The frontier is the best chip of any maker shipping anywhere by that day, controlled or not.
    Both sides of a ratio use the same universe. A chip counts from the day by which it is proven to
    ship (core.chip_availability), never from its announcement. `_low` lets announced chips whose
    shipping is not known lead the frontier; `_high` lets them be bought, and undetermined ones too.
    Countries that the rules treat alike, and whose own designers are the same, have one answer: the
    view best_legal_chip says it country by country.
    """

    destination_group_id: str = column("Group of destinations", str_matches=columns.SLUG)
    end_user_hq_group: str = column("Headquarters of end users there", isin=HQ_GROUPS)
    designer_home: str = designer_home()
    objective: str = objective()
    universe: str = column("datacenter: designed or marketed for data centers; packaged: those of "
                           "them that are no whole wafer; all: also gaming and workstation chips",
                           isin=UNIVERSES)
    status_side: str = side()
    as_of_date: pl.Date = column("End of a month, or a day on which a rule or event took effect")
    frontier_chip_id: str = best_chip("Best chip of the universe")
    frontier_value: float = measure("Its value: TPP, GB/s, GB or H100 equivalents")
    frontier_maybe_chip_id: str = best_chip(
        "Best chip if those announced by that day whose shipping is not known did ship")
    unknown_shipping_count: int = column(
        "Chips of the universe announced by that day and not proven to ship by it", ge=0)
    best_legal_us_origin_chip_id: str = best_chip("Best chip of U.S. design that is not_controlled")
    best_legal_us_origin_ratio_low: float = ratio(LEAST)
    best_legal_us_origin_ratio: float = ratio("Its value over the frontier's; 0 where there is none")
    best_legal_us_origin_ratio_high: float = ratio(MOST)
    is_us_origin_quotable: bool = columns.is_quotable("best_legal_us_origin_ratio")
    best_legal_us_origin_high_chip_id: str = best_chip("Best one if undetermined chips are legal")
    best_notify_or_exception_chip_id: str = best_chip(
        "Best chip of U.S. design without a licence: not_controlled, by exception or after notice")
    best_notify_or_exception_ratio_low: float = ratio(LEAST)
    best_notify_or_exception_ratio: float = ratio("Its value over the frontier's")
    best_notify_or_exception_ratio_high: float = ratio(MOST)
    is_notify_quotable: bool = columns.is_quotable("best_notify_or_exception_ratio")
    best_available_incl_domestic_chip_id: str = best_chip(
        "Best chip of any maker: not_controlled, or designed in the destination itself")
    best_available_incl_domestic_ratio_low: float = ratio(LEAST)
    best_available_incl_domestic_ratio: float = ratio("Its value over the frontier's")
    best_available_incl_domestic_ratio_high: float = ratio(MOST)
    is_available_quotable: bool = columns.is_quotable("best_available_incl_domestic_ratio")
    ratio_basis: str = column("estimated where a chip named here is only known to ship by a first "
                              "shipment, offer or cluster", isin=["reported", "estimated"])
    interval_kind: str = column("range: undetermined chips and unknown shipping left out or counted",
                                isin=["range"])
    ambiguity_ids: TextList = column("Interpretive choices, see core.ambiguity")
    input_row_count: int = column("Chips of the universe proven to ship by that day", ge=1)
    data_through_date: pl.Date = columns.data_through_date()
