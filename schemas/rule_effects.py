"""What rules did: chips that flipped, the best chip still legal, and how long each link took.

Statuses themselves stand in control_status.py, distances to thresholds in headroom.py.
"""

from __future__ import annotations

from typing import Any

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column, measure
from schemas.rule_events import HQ_GROUPS, STATUSES

SIDES = ["text", "enforced"]
FLIPS = ["caught", "freed", "tightened", "loosened", "changed", "into_undetermined",
         "out_of_undetermined"]
STOCK_REASONS = ["no_stock_known"]


def side() -> Any:
    """Text in force or enforcement in fact: two answers, never merged."""
    return column("text: what the text asks for; enforced: what is asked for in fact", isin=SIDES)


class ChipFlip(
    Table, name="metric.chip_flip_by_rule_version_chip",
    key=("rule_version_to_id", "status_side", "chip_id", "destination_group_from_id",
         "destination_group_to_id", "end_user_hq_group"),
    group="rules", may_be_empty=True,
):
    """Chips whose status a rule version or amendment changed, with the destinations (M33).

    Compared are the day before and the day it takes effect; for `enforced`, the day before and the
    day it must be complied with. Exports from the United States to an end user headquartered in
    the destination. A change of review policy alone tightens or loosens; it catches no chip.
    """

    rule_version_from_id: str = column("Document before; NULL for the first", nullable=True,
                                       str_matches=columns.SLUG)
    rule_version_to_id: str = column("Document that made the change", str_matches=columns.SLUG)
    status_side: str = side()
    chip_id: str = columns.chip_id()
    destination_group_from_id: str = column("Kind of destination before",
                                            str_matches=columns.SLUG)
    destination_group_to_id: str = column("Kind of destination after", str_matches=columns.SLUG)
    end_user_hq_group: str = column("Headquarters group of end users there afterwards",
                                    isin=HQ_GROUPS)
    country_codes: TextList = column("Countries of both kinds, ISO 3166-1 alpha-3")
    country_count: int = column("How many", ge=1)
    change_date: pl.Date = column("First day of the later status")
    chip_name: str = column("Name in common use")
    is_released: bool = column("Announced by that day; false also where that is not known")
    status_from: str = column("Status on the day before", isin=STATUSES)
    status_to: str = column("Status on the day", isin=STATUSES)
    flip_kind: str = column(
        "caught and freed: from and to not_controlled; tightened and loosened: between a licence "
        "exception and kinds of review; changed: neither; undetermined apart", isin=FLIPS)
    paragraph_id: str = column("Paragraph that decides afterwards", nullable=True)
    affected_stock_h100e_count: float = column(
        "H100 equivalents (dense 8-bit) of this chip owned in China at the end of the quarter "
        "before, where China is among the countries; a chip stands for its variants",
        nullable=True, ge=0)
    affected_stock_reason_code: str = column("Why that is not known", nullable=True,
                                             isin=STOCK_REASONS)
    input_row_count: int = column("Statuses compared", ge=2)


OBJECTIVES = ["tpp", "hbm_bandwidth", "hbm_capacity", "train_h100e", "infer_h100e"]


def best_chip(which: str) -> Any:
    """The chip that stands for a numerator."""
    return column(f"{which}; NULL: none", nullable=True, str_matches=columns.SLUG)


def ratio(which: str) -> Any:
    """A share of the frontier; it may be above 1 only if the frontier leaves a chip out."""
    return column(which, nullable=True, ge=0)


class BestLegalChip(
    Table, name="metric.best_legal_chip_by_destination_objective_month",
    key=("destination_country_code", "objective", "universe", "text_or_enforced", "as_of_date"),
    group="rules", may_be_empty=True,
):
    """How much of the frontier a destination may buy without a licence, by three measures (M03).

    The frontier is the best chip of any maker shipping anywhere by that day, controlled or not.
    Both sides of a ratio use the same universe. `_high` counts undetermined chips as legal. A chip
    whose shipping day is not known counts from its announcement (imputed).
    """

    destination_country_code: str = column("Destination, ISO 3166-1 alpha-3",
                                           str_matches=columns.COUNTRY)
    objective: str = column(
        "tpp; hbm_bandwidth and hbm_capacity: of chips with high-bandwidth memory; train_h100e: "
        "dense FP16 or BF16, infer_h100e: dense INT8, both relative to H100 SXM", isin=OBJECTIVES)
    universe: str = column("datacenter: designed or marketed for data centers; packaged: those of "
                           "them that are no whole wafer; all: also gaming and workstation chips",
                           isin=["datacenter", "packaged", "all"])
    text_or_enforced: str = side()
    as_of_date: pl.Date = column("End of a month, or a day on which a rule or event took effect")
    frontier_chip_id: str = best_chip("Best chip of the universe")
    frontier_value: float = measure("Its value: TPP, GB/s, GB or H100 equivalents")
    best_legal_us_origin_chip_id: str = best_chip("Best chip of U.S. design that is not_controlled")
    best_legal_us_origin_ratio_low: float = ratio("Without undetermined chips")
    best_legal_us_origin_ratio: float = ratio("Its value over the frontier's; 0 where there is none")
    best_legal_us_origin_ratio_high: float = ratio("With undetermined chips")
    best_legal_us_origin_high_chip_id: str = best_chip("Best one if undetermined chips are legal")
    best_notify_or_exception_chip_id: str = best_chip(
        "Best chip of U.S. design without a licence: not_controlled, by exception or after notice")
    best_notify_or_exception_ratio_low: float = ratio("Without undetermined chips")
    best_notify_or_exception_ratio: float = ratio("Its value over the frontier's")
    best_notify_or_exception_ratio_high: float = ratio("With undetermined chips")
    best_available_incl_domestic_chip_id: str = best_chip(
        "Best chip of any maker: not_controlled, or designed in the destination itself")
    best_available_incl_domestic_ratio_low: float = ratio("Without undetermined chips")
    best_available_incl_domestic_ratio: float = ratio("Its value over the frontier's")
    best_available_incl_domestic_ratio_high: float = ratio("With undetermined chips")
    ratio_basis: str = column("imputed where the shipping day of a chip named here is",
                              isin=["reported", "imputed"])
    interval_kind: str = column("range: undetermined chips left out or counted", isin=["range"])
    ambiguity_ids: TextList = column("Interpretive choices, see core.ambiguity")
    input_row_count: int = column("Chips of the universe shipping by that day with a value", ge=1)


LAG_TYPES = ["announce_to_publish", "publish_to_effective", "effective_to_compliance",
             "rule_to_first_sku", "sku_legal_window", "flow_share_half", "last_shipment",
             "stock_share_half", "run_gap_double"]
STARTS = ["announced", "published", "effective", "shipped"]
LAG_REASONS = ["right_censored", "no_such_day", "no_controlled_chip", "no_series"]


class PolicyLag(
    Table, name="metric.policy_lag_by_rule_event",
    key=("rule_event_id", "lag_type", "start_event", "chip_id"), group="rules",
    may_be_empty=True,
):
    """Days from a rule or event to each of its effects, named with the day it counts from (M05).

    Rule versions and events of core.rule_event alike. A rule that was never enforced still has its
    formal lags. Effects are those in China. What was not reached by the build's day is NULL with a
    lower bound.
    """

    rule_event_id: str = column("Event of core.rule_event or version of core.rule_version",
                                str_matches=columns.SLUG)
    lag_type: str = column("Which link, see METRICS M05", isin=LAG_TYPES)
    start_event: str = column("Day it counts from", isin=STARTS)
    chip_id: str = column("Chip, for lags of one product; `all` otherwise",
                          str_matches=columns.SLUG)
    start_date: pl.Date = column("That day; first day of its period", nullable=True)
    stop_date: pl.Date = column("Day of the effect; first day of its period", nullable=True)
    lag_days_low: float = column("Least days, from the precision of both dates; where not reached, "
                                 "days up to the build's day", nullable=True)
    lag_days: float = column("Days from start to stop, may be negative", nullable=True)
    lag_days_high: float = column("Most days", nullable=True)
    interval_kind: str = column("range: from the precision of dates", nullable=True,
                                isin=["range"])
    start_basis: str = column("imputed where an announcement stands in for an unknown shipping day",
                              isin=["reported", "imputed"])
    stop_chip_id: str = column("Chip that ended the wait", nullable=True,
                               str_matches=columns.SLUG)
    reason_code: str = column("Why there is no lag: not reached yet; the event has no such day; no "
                              "chip is caught anew; no series covers it", nullable=True,
                              isin=LAG_REASONS)
    input_row_count: int = column("Rows used", ge=1)
