"""What a row of `step.threshold_result_by_item` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column, measure
from schemas.status.item_words import TRUTHS, item_id, rule_version_id


class ThresholdResult(
    Table, name="step.threshold_result_by_item", is_published=True, key=("item_id", "threshold_id"),
    grain="item and threshold",
    group="status", may_be_empty=True,
):
    """Every number of core.rule_threshold held against every item: met, not met, or not knowable.

    For a value in [low, high] and `>= t`: yes if low >= t, no if high < t, else undetermined.
    """

    item_id: str = item_id()
    threshold_id: str = column("Parameter, see core.rule_threshold", str_matches=columns.SLUG)
    rule_version_id: str = rule_version_id("Version it belongs to")
    metric: str = column("What is measured")
    result: str = column("Whether the value meets it", isin=TRUTHS)
    value_low: float = measure("Low end of the item's value; NULL: none known", ge=0)
    value: float = measure("The item's value", ge=0)
    value_high: float = measure("High end; NULL: none known", ge=0)
    value_basis: str = column("reported, estimated or imputed", nullable=True, isin=columns.BASES)
    threshold_value: float = measure("The number in the text")
    margin_ratio: float = column("(value - threshold) / threshold; negative is below",
                                 nullable=True)
    test: str = column("The comparison in words, such as `TPP 4992 >= 4800 (4.0 % above)`")
    unknown_input: str = column("Input that is missing or straddles the number", nullable=True)
