"""What a row of `metric.input_confirmation_by_headline` means."""

from __future__ import annotations

from schemas.base import Table
from schemas.columns import column
from schemas.headlines import headline_id


class InputConfirmationByHeadline(
    Table, name="metric.input_confirmation_by_headline", key=("headline_id",), grain="headline",
    group="quality", may_be_empty=True,
    leaves_nothing="it counts every input itself, confirmed or not",
):
    """How many of a headline number's inputs are supported by somebody besides the register (M32).

    Inputs are the cells of the columns in core.headline_input: those of the points of the series
    where the answer is a trend whose points are rows of that table, else of every row. The
    statuses are those of core.cell_confirmation. No inputs: they are scores, rents or prices of
    tokens, one publisher's by nature and confirmed nowhere.
    """

    headline_id: str = headline_id()
    input_cell_count: int = column("Numbers and days that the answer may be made of", ge=0)
    confirmed_cell_count: int = column("In the maker's document, or by two named publishers", ge=0)
    single_cell_count: int = column("One publisher says so", ge=0)
    disputed_cell_count: int = column("Publishers differ and two do not outweigh the rest", ge=0)
    unread_cell_count: int = column("No document that was opened, and no database, says so", ge=0)
    confirmed_share: float = column("Share of them that are confirmed; NULL without inputs",
                                    nullable=True, ge=0, le=1)
    single_share: float = column("Share of them that one publisher alone says; NULL without inputs",
                                 nullable=True, ge=0, le=1)
