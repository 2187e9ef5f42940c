"""What a row of `metric.threshold_count_by_country_threshold_month` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.countries.areas import TIER_CUTS
from schemas.status.headroom import SUBJECTS, country_code


class ThresholdCountByCountry(
    Table, name="metric.threshold_count_by_country_threshold_month",
    key=("subject", "threshold_id", "country_code", "confidence_tier", "as_of_date"),
    grain="subject, threshold, country, confidence tier and month",
    group="status", time_axis="as_of_date", may_be_empty=True,
    coverage=("chip", "rule", "training_compute"),
    counts=("run_of_country", "item_parameter"),
):
    """How many released chips and runs of a country stand above a threshold at a month's end (M04).

    Only thresholds whose rule exists on that day. Of models their runs are counted: a version or a
    fine-tune whose estimate stands where its base model's does, and adds less than the threshold to it,
    has none of its own. Of what continues a checkpoint of another country the training that came after
    counts: its estimate less its base model's, or its estimate where that is the smaller. A model of
    several countries counts in each of them (inclusive), so that countries do not add up.
    """

    subject: str = column("chip or model", isin=SUBJECTS)
    threshold_id: str = column("Threshold, see core.rule_threshold", str_matches=columns.SLUG)
    rule_version_id: str = column("Version that sets it", str_matches=columns.SLUG)
    country_code: str = country_code("Country of the designer or developer")
    confidence_tier: str = column("Cut by the source's tier of a model's compute; chips: tier_all",
                                  isin=TIER_CUTS)
    as_of_date: pl.Date = column("End of a month")
    above_count: int = column("Above with the whole interval: at least so many", ge=0)
    estimate_above_count: int = column("Above by their central value", ge=0)
    straddling_count: int = column("Neither, because their interval straddles the threshold: with "
                                   "those above, at most so many of what has a value", ge=0)
    undetermined_count: int = column("Neither: unknown or straddling", ge=0)
    below_count: int = column("Below", ge=0)
    data_through_date: pl.Date = columns.data_through_date()
