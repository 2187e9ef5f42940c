"""Days from each rule or event to each of its effects (M05): the table and its formal lags.

Lags of products stand in lag_products.py, of series in lag_series.py; what all share, in
lag_parts.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import polars as pl

from pipelines.recipe import recipe
from pipelines.statistics.status.lag_parts import Event, events, lag, spells_of
from pipelines.statistics.status.lag_products import caught_anew, first_product_lags, legal_windows
from pipelines.statistics.status.lag_series import FLOW, OWNED, RUNS, STOCK, series_lags, series_of
from schemas import base
from schemas.status.policy_lag_by_rule_event import PolicyLag

FORMAL = (("announce_to_publish", "announced", "published"),
          ("publish_to_effective", "published", "effective"),
          ("effective_to_compliance", "effective", "compliance"))


@recipe(PolicyLag, reads=[
    "core.chip", "core.chip_availability", "core.destination_group_member", "core.rule_event",
    "core.rule_version",
    "metric.control_status_by_chip_destination_group", FLOW, OWNED, RUNS, STOCK,
    "seed.build_date",
])
def policy_lag(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Every lag of every rule and event; what has no lag has a reason."""
    today = frames["seed.build_date"]["as_of_date"].item()
    found = events(frames["core.rule_version"], frames["core.rule_event"])
    chips = {row["chip_id"]: row for row in _chips(frames).iter_rows(named=True)}
    spells = spells_of(frames)
    anew = {e.event_id: caught_anew(e, chips, spells) for e in found if e.bears_on_chips}
    rows = [*formal_lags(found), *first_product_lags(found, anew, chips, spells, today),
            *legal_windows(found, chips, spells, today),
            *series_lags(anew, found, series_of(frames))]
    schema = {c.name: c.dtype for c in base.columns(PolicyLag)}
    return pl.DataFrame(rows, schema=schema)


def _chips(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    known = frames["core.chip_availability"].select("chip_id", "available_by_date", "available_basis")
    return frames["core.chip"].join(known, on="chip_id", how="left", maintain_order="left")


def formal_lags(found: Iterable[Event]) -> Iterator[dict[str, object]]:
    """The lags between an event's own days; a rule that was never enforced has them too."""
    for event in found:
        for lag_type, start, stop in FORMAL:
            yield lag(event.event_id, lag_type, start, event.days.get(start),
                      event.days.get(stop))
