"""What a row of `metric.policy_lag_by_rule_event` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column

LAG_TYPES = ["announce_to_publish", "publish_to_effective", "effective_to_compliance",
             "rule_to_first_sku", "sku_legal_window", "flow_share_half", "last_shipment",
             "stock_share_half", "run_gap_double"]


STARTS = ["announced", "published", "effective", "shipped"]


LAG_REASONS = ["right_censored", "no_such_day", "no_controlled_chip", "no_series"]


class PolicyLag(
    Table, name="metric.policy_lag_by_rule_event",
    question="How long after a rule came the first chip made to fit under it?",
    example=(
        "select rule_event_id, start_event, chip_id, lag_days from metric.policy_lag_by_rule_event "
        "where lag_type = 'rule_to_first_sku' and lag_days is not null order by all limit 5"
    ),
    key=("rule_event_id", "lag_type", "start_event", "chip_id"),
    grain="rule event, lag type, start event and chip", group="status",
    may_be_empty=True,
    leaves_nothing="every event has its rows; a lag that is not reached says why",
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
    start_basis: str = column("imputed where the first shipment is only known to lie between "
                              "announcement and a first proof, see core.chip_availability",
                              isin=["reported", "imputed"])
    stop_chip_id: str = column("Chip that ended the wait", nullable=True,
                               str_matches=columns.SLUG)
    reason_code: str = column("Why there is no lag: not reached yet; the event has no such day; no "
                              "chip is caught anew; no series covers it", nullable=True,
                              isin=LAG_REASONS)
    input_row_count: int = column("Rows used", ge=1)
