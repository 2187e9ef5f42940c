"""What a row of `step.item_class_by_rule_version` means."""

from __future__ import annotations

from schemas.base import Table
from schemas.columns import TextList, column
from schemas.status.item_words import item_id, rule_version_id


class ItemClass(
    Table, name="step.item_class_by_rule_version",
    key=("item_id", "rule_version_id", "world_number"),
    grain="item, rule version and world", group="status", may_be_empty=True,
):
    """Where an item is classified in each combination of what its unknown inputs may be.

    .a before .b, alternatives and notes together. Licence exceptions and review thresholds follow
    in step.item_case_by_rule_version, which also joins combinations that come to the same.
    """

    item_id: str = item_id()
    rule_version_id: str = rule_version_id("Version tested")
    world_number: int = column("Combination, see step.item_world_by_rule_version", ge=0)
    parameter_paragraph: str = column(
        "Paragraph of 3A090 whose parameters are met; NULL: none", nullable=True)
    control_paragraph: str = column("Paragraph that classifies the item: of 4A090 for what contains "
                                    "the circuit", nullable=True)
    clause: str = column("First alternative of it that is met", nullable=True)
    excluding_locator: str = column("Note that takes the item out", nullable=True)
    is_datacenter: bool = column("Designed or marketed for data centers, here; NULL for memory",
                                 nullable=True)
    is_us_marketed: bool = column("Commercially available in the United States, here")
    met_threshold_ids: TextList = column("Parameters of core.rule_threshold that are met here by an "
                                         "item of the kind they apply to")
