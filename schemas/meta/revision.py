"""What a row of `meta.revision` means."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import UtcTimestamp, column

KINDS = ["added", "removed", "changed", "renamed", "merged", "split", "upstream_correction", "held",
         "accepted"]


class MetaRevision(
    Table, name="meta.revision",
    key=("entity", "source_id", "entity_id", "record_key", "attribute", "known_at", "kind"),
    grain="entity, source, record, attribute, time and kind",
    group="meta", may_be_empty=True,
    question="What did sources take back or change, most recent first?",
    example="select known_at, entity_id, attribute, old_value, new_value from meta.revision where "
            "kind = 'changed' order by known_at desc, entity_id, attribute limit 10",
):
    """Every step from one version of a source's record to the next, as the history tables keep them."""

    entity: str = column("What kind of thing: the table of `history` that has its versions")
    source_id: str = columns.source_id("Source, or `seed` for curated rows")
    entity_id: str = column("What it is about; empty for a snapshot")
    record_key: str = column("Record of the source, or its snapshot")
    attribute: str = column("What changed; empty for the record or snapshot as a whole")
    known_at: UtcTimestamp = column("Since when it could be known")
    kind: str = column(
        "added: a record's first version; removed: the source has it no more; changed: another "
        "value, or one for none, or none for one; renamed: an entity's record goes on under another "
        "key; merged: one of several records of an entity ended; split: an entity got another record "
        "beside the one it had; upstream_correction: the source left a value that was listed as its "
        "error; held: a snapshot or value waits for a second one or a person; accepted: a person "
        "vouched for a snapshot", isin=KINDS)
    old_value: str = column("What was stated before: a value, or the record's key", nullable=True)
    new_value: str = column("What is stated since: a value, or the record's key", nullable=True)
    first_release_id: str = column("Release of this warehouse in which it was first seen")
