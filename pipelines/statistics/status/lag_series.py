"""When a series answered a rule: shares that halved, and the last quarter a product arrived (M05).

Quarters and months are all that is known of such series, so every lag has such a width. Flows
are modelled allocations and smear the day of a cut; a single run moves the gap of runs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import polars as pl

from pipelines.statistics.status.lag_parts import COUNTRY, Day, Event, lag

WORLD = "WLD"
BASIS, CORRELATION = "dense_int8", 0.5
QUARTERS_BEFORE = 4
FLOW = "metric.flow_share_by_country_quarter"
STOCK = "metric.installed_base_by_country_quarter"
OWNED = "metric.installed_base_by_owner_quarter"
RUNS = "metric.largest_run_gap_by_month"
LEADER, TIER, OFFICE, RULE = "USA", "tier_all", "org_hq", "inclusive"
DOUBLE = 2.0

Point = tuple[date, float]


@dataclass(frozen=True)
class Series:
    """What the country had, quarter by quarter."""

    flow_share: Sequence[Point]
    stock_share: Sequence[Point]
    stock_by_chip: Mapping[str, Sequence[Point]]
    run_gap: Sequence[Point]


def series_of(frames: Mapping[str, pl.DataFrame]) -> Series:
    """The country's share of flow and stock, and its stock of each chip.

    Shares only of quarters in which all designers are covered: where one enters the data, its
    coverage moves the share, not the rule.
    """
    flow = _all_designers(frames[FLOW]).filter(
        (pl.col("country_code") == COUNTRY) & ~pl.col("is_incomplete"))
    stock = _all_designers(frames[STOCK]).filter(pl.col("survival_model") == "none")
    ours = stock.filter(pl.col("country_code") == COUNTRY).join(
        stock.filter(pl.col("country_code") == WORLD), on="quarter_end_date", suffix="_world",
    ).filter(
        pl.col("quarter_end_date") > pl.max_horizontal("complete_since_date", "complete_since_date_world")
    ).with_columns(share=pl.col("stock_h100e_count") / pl.col("stock_h100e_count_world"))
    owned = _central(frames[OWNED]).filter(
        (pl.col("survival_model") == "none") & (pl.col("owner_kind") == "country_aggregate")
        & (pl.col("chip_id") != "all"))
    by_chip = {str(chip): _points(part, "stock_h100e_count")
               for (chip,), part in owned.group_by("chip_id")}
    gap = frames[RUNS].filter(
        (pl.col("country_a_code") == LEADER) & (pl.col("country_b_code") == COUNTRY)
        & (pl.col("confidence_tier") == TIER) & (pl.col("country_basis") == OFFICE)
        & (pl.col("country_rule") == RULE) & pl.col("run_gap_ratio").is_not_null())
    return Series(_points(flow, "flow_share"), _points(ours, "share"), by_chip,
                  _points(gap, "run_gap_ratio", "valid_date"))


def _central(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.filter((pl.col("h100e_basis") == BASIS)
                        & (pl.col("correlation_ratio") == CORRELATION))


def _all_designers(frame: pl.DataFrame) -> pl.DataFrame:
    return _central(frame).filter(pl.col("designer_id") == "all")


def _points(
    frame: pl.DataFrame, column: str, day: str = "quarter_end_date"
) -> list[Point]:
    return list(frame.sort(day).select(day, column).iter_rows())


def series_lags(
    found: Mapping[str, Sequence[str]], events: Sequence[Event], series: Series,
) -> Iterator[dict[str, object]]:
    """Lags of series for each event that catches chips anew, which `found` names by event."""
    for event in events:
        if not event.bears_on_chips:
            continue
        caught, start = found[event.event_id], event.days["announced"]
        for lag_type, points in (("flow_share_half", series.flow_share),
                                 ("stock_share_half", series.stock_share)):
            stop, reason = halved(points, start.first) if caught else (None, "no_controlled_chip")
            yield lag(event.event_id, lag_type, "announced", start, stop, reason=reason,
                      today=points[-1][0] if points else None, count=max(len(points), 1))
        yield from _run_gap(event, series.run_gap, is_caught=bool(caught))
        for chip_id in caught:
            if chip_id in series.stock_by_chip:
                yield _last_shipment(event.event_id, chip_id, start, series.stock_by_chip[chip_id])


def _run_gap(
    event: Event, points: Sequence[Point], *, is_caught: bool
) -> Iterator[dict[str, object]]:
    """The first month end at which the gap of the largest runs is twice that of the start event."""
    for start_event in ("announced", "published", "effective"):
        start = event.days.get(start_event)
        if start:
            stop, reason = doubled(points, start.first)
            if not is_caught:
                stop, reason = None, "no_controlled_chip"
            yield lag(event.event_id, "run_gap_double", start_event, start, stop, reason=reason,
                      today=points[-1][0] if points else None, count=max(len(points), 1))


def doubled(points: Sequence[Point], start: date) -> tuple[Day | None, str]:
    """The month in which the gap is first at least twice its last value by the start."""
    before = [gap for end, gap in points if end <= start]
    if not before:
        return None, "no_series"
    reached = next((end for end, gap in points if end > start and gap >= DOUBLE * before[-1]), None)
    if reached is None:
        return None, "right_censored"
    return Day(max(reached.replace(day=1), start), reached), ""


def halved(points: Sequence[Point], announced: date) -> tuple[Day | None, str]:
    """The first quarter whose share is at most half the mean of the four before the announcement."""
    before = [share for end, share in points if end < announced][-QUARTERS_BEFORE:]
    after = [(end, share) for end, share in points if end >= announced]
    if len(before) < QUARTERS_BEFORE or not after:
        return None, "no_series"
    limit = sum(before) / len(before) / 2
    reached = next((end for end, share in after if share <= limit), None)
    if reached is None:
        return None, "right_censored"
    quarter = _quarter(reached)
    return Day(max(quarter.first, announced), quarter.last), ""


def _last_shipment(
    event_id: str, chip_id: str, start: Day, points: Sequence[Point]
) -> dict[str, object]:
    """The last quarter in which the stock of a chip still grew; open where the series ends so."""
    grown = [after[0] for before, after in pairwise([(date.min, 0.0), *points])
             if after[1] > before[1]]
    last, end = grown[-1], points[-1][0]
    stop = None if last == end else _quarter(last)
    return lag(event_id, "last_shipment", "announced", start, stop, chip_id=chip_id,
               reason="right_censored", today=end, count=len(points))


def _quarter(end: date) -> Day:
    return Day(date(end.year, end.month - 2, 1), end)
