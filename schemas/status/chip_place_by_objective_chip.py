"""What a row of `step.chip_place_by_objective_chip` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column, measure

OBJECTIVES = ["tpp", "hbm_bandwidth", "hbm_capacity", "train_h100e", "infer_h100e"]
UNIVERSES = ["datacenter", "packaged", "all"]


def objective() -> str:
    """By what chips are compared."""
    found: str = column(
        "tpp; hbm_bandwidth and hbm_capacity: of chips with high-bandwidth memory; train_h100e: "
        "dense FP16 or BF16, infer_h100e: the faster of dense INT8 and FP8, both relative to H100 SXM",
        isin=OBJECTIVES)
    return found


class ChipPlace(
    Table, name="step.chip_place_by_objective_chip", key=("objective", "chip_id"),
    grain="objective and chip", group="status",
    may_be_empty=True,
):
    """Chips in the order of what they are good for, and since when they can be bought.

    The order is of all chips, so that the best of any set is the one with the highest place.
    """

    objective: str = objective()
    chip_id: str = columns.chip_id()
    place: int = column("Place in the order of values, from 1; the best has the highest", ge=1)
    value: float = measure("TPP, GB/s, GB or H100 equivalents", gt=0)
    sold_from_date: pl.Date = column("Day by which it is proven to ship", nullable=True)
    maybe_from_date: pl.Date = column("Day since which it may ship: proven, or announced while its "
                                      "shipping is not known")
    is_bounded: bool = column("Not known to ship by a shipping date of its own")
    designer_country_code: str = column("Country of its designer", str_matches=columns.COUNTRY,
                                        nullable=True)
    universes: TextList = column("Sets of chips it belongs to: datacenter, packaged, all")
