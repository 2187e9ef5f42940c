"""What a row of `seed.item_jurisdiction` and `core.item_jurisdiction` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column


class SeedItemJurisdiction(
    Table, name="seed.item_jurisdiction", key=("maker", "item_kind"),
    grain="maker and item kind",
                           group="status", may_be_empty=True):
    """Whether items that contain no chip of core.chip are subject to the EAR, by maker and kind."""

    maker: str = column("Company that designed or sells the item")
    item_kind: str = column("Kind of item")
    is_subject_to_ear: bool = column("Subject to the Export Administration Regulations")
    ear_basis: str = column("Why: U.S. design or the foreign-direct-product rules",
                            isin=["us_designed", "foreign_direct_product"])
    ambiguity_ids: TextList = column("Interpretive choices in the row", nullable=True)
    note: str = column("What a reader must know", nullable=True)
    citation: str = columns.citation()


class CoreItemJurisdiction(
    Table, name="core.item_jurisdiction", key=("item_id",),
    grain="item", group="status",
    may_be_empty=True):
    """Whether each item is subject to the EAR: of its chip, or of its maker for memory."""

    item_id: str = column("Item, see core.item", str_matches=columns.SLUG)
    designer: str = column("Company that designed the chip in it, or the memory")
    designer_country_code: str = column("Country of its headquarters, ISO 3166-1 alpha-3",
                                        str_matches=columns.COUNTRY)
    is_subject_to_ear: bool = column("Subject to the EAR; NULL: not known", nullable=True)
    ear_basis: str = column("Why", nullable=True)
    ambiguity_ids: TextList = column("Interpretive choices in the row")
