"""The columns that distances to a threshold share, of chips and of models."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import column, measure
from schemas.rules.rule_threshold import APPLIES_TO, METRICS, OPERATORS, ROLES, THRESHOLD_UNITS

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
