"""What a row of `metric.threshold_cell_by_item_column` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.quality.cell_confirmation import STATUSES, best_strength, weak_agreeing_count
from schemas.quality.evidence import row_key, table_name


class ThresholdCellByItemColumn(
    Table, name="metric.threshold_cell_by_item_column", key=("item_id", "column_name"),
    grain="item and column",
    group="quality", may_be_empty=True,
    counts=("item_parameter",),
):
    """The believed numbers that decide whether an item meets a threshold that it is close to (M32).

    Close is within near_threshold_ratio of any numeric threshold while its rule exists, or
    undetermined there. A cell of core.item stands here where the item has its own number.
    """

    item_id: str = column("Chip or memory stack, see core.item", str_matches=columns.SLUG)
    column_name: str = column("Column of the number that decides")
    table_name: str = table_name()
    row_key: str = row_key()
    nearest_threshold_id: str = column("Of the thresholds that it decides, the closest",
                                       str_matches=columns.SLUG)
    nearest_headroom_ratio: float = column(
        "(threshold - value) / threshold there; NULL where the value is unknown", nullable=True,
        le=1)
    value: str = column("The believed value, as text")
    confirmation_status: str = column("How well it is supported, see core.cell_confirmation",
                                      isin=STATUSES)
    agreeing_publisher_count: int = column("Independent named publishers that agree", ge=0)
    weak_agreeing_count: int = weak_agreeing_count()
    dissenting_publisher_count: int = column("Independent publishers that do not", ge=0)
    best_strength: str = best_strength()
    is_adjudicated: bool = column("A row of core.adjudication says why this value is believed")
