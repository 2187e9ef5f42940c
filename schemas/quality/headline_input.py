"""What a row of `seed.headline_input` and `core.headline_input` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column
from schemas.headlines import headline_id
from schemas.quality.evidence import table_name


class HeadlineInputColumns(Table):
    """A column of numbers or days that the answer to a headline question is made of."""

    headline_id: str = headline_id()
    table_name: str = table_name()
    column_name: str = column("Column that the answer is made of")
    citation: str = columns.citation()


class SeedHeadlineInput(
    HeadlineInputColumns, name="seed.headline_input", group="quality",
    key=("headline_id", "table_name", "column_name"), grain="headline, table and column",
):
    """Inputs whose cells are confirmed one by one; scores, rents and prices of tokens are not."""


class CoreHeadlineInput(
    HeadlineInputColumns, name="core.headline_input", group="quality",
    key=("headline_id", "table_name", "column_name"),
    grain="headline, table and column", copies="seed.headline_input",
    question="Which columns is each headline number made of?",
    example="select headline_id, table_name, column_name from core.headline_input "
            "order by headline_id, table_name, column_name",
):
    """Inputs of the headline numbers."""
