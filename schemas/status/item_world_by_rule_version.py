"""What a row of `step.item_world_by_rule_version` means."""

from __future__ import annotations

from schemas.base import Table
from schemas.columns import TextList, column
from schemas.status.item_words import item_id, rule_version_id


class ItemWorld(
    Table, name="step.item_world_by_rule_version",
    key=("item_id", "rule_version_id", "world_number"),
    grain="item, rule version and world", group="status", may_be_empty=True,
):
    """The combinations that an item's unknown inputs allow: in each, every test has an answer.

    An input between two thresholds counts as one possibility, whatever its exact value. An item
    whose inputs are known has one row.
    """

    item_id: str = item_id()
    rule_version_id: str = rule_version_id("Version tested")
    world_number: int = column("Number of the combination, from 0", ge=0)
    is_datacenter: bool = column("Designed or marketed for data centers, here; NULL for memory",
                                 nullable=True)
    is_us_marketed: bool = column("Commercially available in the United States when a provision that "
                                  "asks for it was published, here")
    met_ids: TextList = column("Parameters of core.rule_threshold that are met here")
