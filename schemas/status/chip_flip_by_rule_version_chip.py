"""What a row of `metric.chip_flip_by_rule_version_chip` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column
from schemas.rules.rule_event import HQ_GROUPS, STATUSES
from schemas.status.sides import side

FLIPS = ["caught", "freed", "tightened", "loosened", "changed", "into_undetermined",
         "out_of_undetermined"]


STOCK_REASONS = ["no_stock_known"]


class ChipFlip(
    Table, name="metric.chip_flip_by_rule_version_chip",
    key=("rule_version_to_id", "status_side", "chip_id", "destination_group_from_id",
         "destination_group_to_id", "end_user_hq_group"),
    grain="rule version, status side, chip, destination group and headquarters group",
    group="status", may_be_empty=True,
    counts=("item_parameter",),
):
    """Chips whose status a rule version or amendment changed, with the destinations (M33).

    Compared are the day before and the day it takes effect; for `enforced`, the day before and the
    day it must be complied with. Exports from the United States to an end user headquartered in
    the destination. A change of review policy alone tightens or loosens; it catches no chip.
    """

    rule_version_from_id: str = column("Document before; NULL for the first", nullable=True,
                                       str_matches=columns.SLUG)
    rule_version_to_id: str = column("Document that made the change", str_matches=columns.SLUG)
    status_side: str = side()
    chip_id: str = columns.chip_id()
    destination_group_from_id: str = column("Kind of destination before",
                                            str_matches=columns.SLUG)
    destination_group_to_id: str = column("Kind of destination after", str_matches=columns.SLUG)
    end_user_hq_group: str = column("Headquarters group of end users there afterwards",
                                    isin=HQ_GROUPS)
    country_codes: TextList = column("Countries of both kinds, ISO 3166-1 alpha-3")
    country_count: int = column("How many", ge=1)
    change_date: pl.Date = column("First day of the later status")
    chip_name: str = column("Name in common use")
    is_released: bool = column("Announced by that day; false also where that is not known")
    status_from: str = column("Status on the day before", isin=STATUSES)
    status_to: str = column("Status on the day", isin=STATUSES)
    flip_kind: str = column(
        "caught and freed: from and to not_controlled; tightened and loosened: between a licence "
        "exception and kinds of review, whatever the two words leave open; changed: that cannot be "
        "said; undetermined apart", isin=FLIPS)
    deciding_paragraph: str = column("Paragraph that decides afterwards", nullable=True)
    affected_stock_h100e_count: float = column(
        "H100 equivalents (dense 8-bit) of this chip owned in China at the end of the quarter "
        "before, where China is among the countries; a chip stands for its variants",
        nullable=True, ge=0)
    affected_stock_reason_code: str = column("Why that is not known", nullable=True,
                                             isin=STOCK_REASONS)
    input_row_count: int = column("Statuses compared", ge=2)
