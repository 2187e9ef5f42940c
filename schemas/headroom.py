"""Distance of chips and models to every threshold, and how many stand above it (M04).

How a threshold decides a status stands in control_status.py; here it is only a number.
"""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.areas import TIER_CUTS
from schemas.base import Table
from schemas.columns import TextList, column, measure
from schemas.models import TIERS, model_id
from schemas.rule_versions import APPLIES_TO, METRICS, OPERATORS, ROLES, THRESHOLD_UNITS

POSITIONS = ["below", "above", "undetermined"]
SUBJECTS = ["chip", "model"]
POSITION = ("above: on the side that `>=` or `>` catches, so that a value at the threshold is above "
            "`>=` and `<` but below `>` and `<=`; undetermined: the interval straddles it, or there "
            "is no value")


def country_code(description: str) -> str:
    """An ISO country, or the union of all."""
    found: str = column(description, str_matches=columns.COUNTRY)
    return found


class HeadroomColumns(Table):
    """A value, a threshold, and the distance between them."""

    threshold_id: str = column("Threshold, see core.rule_threshold", str_matches=columns.SLUG)
    as_of_date: pl.Date = column("First day on which both threshold and thing exist; the row holds "
                                 "until valid_to_date")
    valid_to_date: pl.Date = column("First day on which the threshold is gone or replaced; NULL "
                                    "while it stands", nullable=True)
    rule_version_id: str = column("Version that sets it", str_matches=columns.SLUG)
    paragraph_locator: str = column("Paragraph that states it")
    clause: str = column("Alternative it belongs to; a limit of one clause alone decides nothing")
    role: str = column("What meeting it means; `tariff` and `bill` are no export control",
                       isin=ROLES)
    metric: str = column("What is measured", isin=METRICS)
    operator: str = column("How the text compares", isin=OPERATORS)
    applies_to: str = column("Kind of thing the text means", isin=APPLIES_TO)
    threshold_value: float = column("The number in the text", gt=0)
    unit: str = column("Unit of threshold and value", isin=THRESHOLD_UNITS)
    value_low: float = measure("Low end of the value", ge=0)
    value: float = measure("The value; NULL where unknown", ge=0)
    value_high: float = measure("High end", ge=0)
    value_basis: str = column("reported, estimated or imputed", nullable=True,
                              isin=columns.BASES)
    headroom_ratio_low: float = column("At the high end of the value", nullable=True, le=1)
    headroom_ratio: float = column("(threshold - value) / threshold: above zero is below it",
                                   nullable=True, le=1)
    headroom_ratio_high: float = column("At the low end of the value", nullable=True, le=1)
    headroom_log2_ratio_low: float = column("At the high end of the value", nullable=True)
    headroom_log2_ratio: float = column("Doublings left: log2(threshold / value); NULL at zero",
                                        nullable=True)
    headroom_log2_ratio_high: float = column("At the low end of the value", nullable=True)
    position: str = column(POSITION, isin=POSITIONS)
    interval_kind: str = column("range where low and high differ", nullable=True, isin=["range"])
    reason_code: str = column("Why it is undetermined", nullable=True,
                              isin=["unknown_value", "interval_straddles"])
    input_row_count: int = column("Rows compared: the thing and the threshold", ge=1)


class ThresholdHeadroomByChip(
    HeadroomColumns, name="metric.threshold_headroom_by_chip_threshold_date",
    key=("item_id", "threshold_id", "as_of_date"), group="rules", may_be_empty=True,
):
    """Distance of each chip and memory stack to every numeric threshold while its rule exists.

    A day D is in a row when as_of_date <= D and (valid_to_date is NULL or D < valid_to_date).
    Boards, servers and racks have the numbers of one contained chip and are left out.
    """

    item_id: str = column("Chip or memory stack, see core.item", str_matches=columns.SLUG)
    item_name: str = column("Name in common use")
    item_kind: str = column("chip or hbm_stack", isin=["chip", "hbm_stack"])
    maker_country_code: str = country_code("Country of the designer's headquarters")
    release_date: pl.Date = column("Day it was announced", nullable=True)


class ThresholdHeadroomByModel(
    HeadroomColumns, name="metric.threshold_headroom_by_model_threshold_date",
    key=("model_id", "threshold_id", "as_of_date"), group="models", may_be_empty=True,
):
    """Distance of each model's training compute to every threshold while its rule exists.

    Compute alone is compared. Thresholds for biological sequence data meet models of biology only.
    4E091 leaves out published weights, and models below the compute that matches the best published
    one (Note 2); the largest known published run stands beside it as that moving floor.
    """

    model_id: str = model_id()
    model_name: str = column("Name in common use today")
    country_codes: TextList = column("Headquarters of the developers", nullable=True)
    release_date: pl.Date = column("Day it was published or released")
    confidence_tier: str = column("How sure the source is of the compute", isin=TIERS)
    weights_access: str = column("Who can have the weights")
    published_floor_flop: float = measure("Largest compute of a model with open weights released by "
                                          "as_of_date, as a floor of Note 2; 4E091 only")
    ambiguity_ids: TextList = column("Interpretive choices, see core.ambiguity", nullable=True)


class ThresholdCountByCountry(
    Table, name="metric.threshold_count_by_country_threshold_month",
    key=("subject", "threshold_id", "country_code", "confidence_tier", "as_of_date"),
    group="rules", may_be_empty=True,
):
    """How many released chips and models of a country stand above a threshold at a month's end.

    Only thresholds whose rule exists on that day. A model of several countries counts in each of
    them (inclusive), so that countries do not add up.
    """

    subject: str = column("chip or model", isin=SUBJECTS)
    threshold_id: str = column("Threshold, see core.rule_threshold", str_matches=columns.SLUG)
    country_code: str = country_code("Country of the designer or developer")
    confidence_tier: str = column("Cut by the source's tier of a model's compute; chips: tier_all",
                                  isin=TIER_CUTS)
    as_of_date: pl.Date = column("End of a month")
    above_count: int = column("Above, whatever their intervals", ge=0)
    undetermined_count: int = column("Neither: unknown or straddling", ge=0)
    below_count: int = column("Below", ge=0)
