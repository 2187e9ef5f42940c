"""What a row of `step.foundry_presumption_by_item` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column

EXPORTERS = ["fabricator", "osat"]


class FoundryPresumption(
    Table, name="step.foundry_presumption_by_item", key=("item_id", "exporter", "valid_from_date"),
    grain="item, exporter and interval", group="status", may_be_empty=True, is_published=True,
):
    """Whether who fabricates or packages a chip must presume it to be 3A090.a, by Note 1 to 3A090.a.

    The note binds nobody else, and begins with its rule. What is then asked for stands in
    step.presumed_status_by_destination_group; control_answer takes both together. Days are those on
    which an export is completed.
    """

    item_id: str = column("Item, see core.item", str_matches=columns.SLUG)
    exporter: str = column("fabricator: one that packages outside Macau and group D:5, or an approved "
                           "packager: its count of transistors may help; osat: a packager that Supplement "
                           "No. 7 to part 740 does not name", isin=EXPORTERS)
    valid_from_date: pl.Date = column("First day, since the note began")
    valid_to_date: pl.Date = column("First day no longer; NULL: still so", nullable=True)
    is_presumed: bool = column("Whether the presumption stands")
    reason: str = column("What overcomes it, or why nothing does")
    ambiguity_ids: TextList = column("Readings chosen, see core.ambiguity")
