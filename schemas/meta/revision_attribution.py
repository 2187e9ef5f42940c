"""What a row of `meta.revision_attribution` means."""

from __future__ import annotations

from schemas.base import Table
from schemas.columns import column

CAUSES = ["code", "new_rows", "changed_values", "removed_rows", "identity", "tiers", "reference",
          "rules", "time", "row"]


class MetaRevisionAttribution(
    Table, name="meta.revision_attribution", key=("attribution_number", "place"),
    grain="attribution and place", group="meta",
    may_be_empty=True, question="Why did a number move from one release to another?",
    example="select question, cause, moved_by from meta.revision_attribution where cause <> 'row' "
            "order by attribution_number, place",
):
    """Why numbers differ between two releases, as `chipledger why` was asked and answered.

    The shares of the causes add up to the change; rows stand beside them and are not added.
    """

    attribution_number: int = column("Number of the answer", gt=0)
    question: str = column("The number: a headline, or a column of a table with the row that was asked for")
    from_release_id: str = column("Earlier release")
    to_release_id: str = column("Later release")
    before: float = column("The number as the earlier release published it")
    now: float = column("The number by today's code from the later release's inputs")
    place: int = column("Place within the answer, from 1", gt=0)
    cause: str = column(
        "code: by today's code the earlier inputs give another number than was published; new_rows: rows "
        "that sources or registers added; changed_values: values that they revised; removed_rows: rows "
        "that they took back; identity: names that mean another entity; tiers: how sure a source is; "
        "reference: assumptions, weights and other "
        "bundled tables; rules: versions and events of law; time: another day of the build; row: one "
        "row without whose change the number would be another", isin=CAUSES)
    moved_by: float = column("By how much it moved the number, in the number's unit")
    is_exact: bool = column("Averaged over all orders of the causes; else each in the order listed")
    table_name: str = column("Table of the row", nullable=True)
    row_key: str = column("Its key", nullable=True)
    row_source: str = column("Where the row comes from", nullable=True)
    row_said: str = column("What changed in it", nullable=True)
