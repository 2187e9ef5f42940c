"""The charts of the report, in reading order. What one shows stands in its module and its query."""

from __future__ import annotations

from pipelines.report.chart import Section
from pipelines.report.charts import (
    best_legal_chip,
    cell_confirmation,
    claim_verdict,
    compute_gap,
    headline_vintage,
    largest_cluster,
    months_behind,
    owned_compute,
    price_performance,
    release_change,
    rental_price,
    rule_timeline,
    source_freshness,
    status_by_destination,
    token_price,
    training_cost,
    why_it_moved,
)

SECTIONS = (
    Section("What may be sold to whom?", (
        status_by_destination.CHART, rule_timeline.CHART, best_legal_chip.CHART,
    )),
    Section("How far apart are the United States and China?", (
        compute_gap.CHART, months_behind.CHART, owned_compute.CHART, largest_cluster.CHART,
    )),
    Section("What does computing cost?", (
        price_performance.CHART, training_cost.CHART, token_price.CHART, rental_price.CHART,
    )),
    Section("Which claims hold?", (claim_verdict.CHART,)),
    Section("How far can this be trusted?", (
        cell_confirmation.CHART, source_freshness.CHART, release_change.CHART,
        headline_vintage.CHART, why_it_moved.CHART,
    )),
)
