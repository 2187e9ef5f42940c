"""Tables that say how a release came about, assembled when it is made; they may hold run times."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, UtcTimestamp, column


class MetaSource(
    Table, name="meta.source",
    question="Under which licences do the sources stand?",
    example=(
        "select licence, count(*) as sources from meta.source group by licence order by sources "
        "desc, licence"
    ),
    key=("source_id",), grain="source", group="meta", may_be_empty=True):
    """Every declared source: who publishes it, under which licence, and how far we know it."""

    source_id: str = columns.source_id("Id of the source")
    title: str = column("Name of the publication")
    publisher: str = column("Who publishes it")
    url: str = column("Address it is fetched from; NULL where only kept releases exist",
                      nullable=True)
    licence: str = column("Licence the data stand under")
    citation: str = column("How to cite it")
    cadence_days: float = column("Days between two checks", gt=0)
    knowledge_rule: str = column(
        "as_released: known since the file's release or retrieval; "
        "as_published: known since each record's own publication", isin=["as_released", "as_published"])
    snapshot_kind: str = column("register: states what is so; observations: states what was seen",
                                isin=["register", "observations"])
    coverage: str = column("What a snapshot speaks of: `all`, or the columns whose values say it")
    table_name: str = column("Raw table the source fills")
    snapshot_count: int = column("Snapshots that entered this release", ge=0)
    bundled_snapshot_count: int = column("Of these, snapshots that came with the code", ge=0)
    not_bundled_columns: TextList = column(
        "Columns of the raw table that bundled snapshots leave out: remarks and quotations")
    known_to_at: UtcTimestamp = column("Latest knowledge time among them", nullable=True)


class MetaSnapshot(
    Table, name="meta.snapshot",
    question="Which files of sources entered?",
    example=(
        "select source_id, count(*) as files, max(known_at) as known_to from meta.snapshot where "
        "status = 'folded' group by source_id order by files desc, source_id limit 5"
    ),
    key=("source_id", "known_at", "sighting_number"), grain="source and sighting",
                   group="meta", may_be_empty=True):
    """Every sighting of a source that this release knows, and what came of it."""

    source_id: str = columns.source_id()
    known_at: UtcTimestamp = column("Since when the world could know these bytes")
    sighting_number: int = column("Position among the sightings of the same time", gt=0)
    snapshot_id: str = column("Short name of the bytes: the first 16 digits of their sha256")
    known_basis: str = column("What known_at rests on: retrieved, file_name, stated or bundled")
    retrieved_at: UtcTimestamp = column("When we received them")
    url: str = column("Address or file name they came from")
    status: str = column("folded, held, refused, or rejected by a person",
                         isin=["folded", "held", "refused", "rejected"])
    message: str = column("Why a snapshot was not folded", nullable=True)
    row_count: int = column("Records that fit the table", ge=0)
    rejected_row_count: int = column("Records set aside, see meta.rejected_row", ge=0)
    added_count: int = column("Records believed for the first time", ge=0)
    changed_count: int = column("Records whose values changed", ge=0)
    removed_count: int = column("Records that are gone", ge=0)
    unread_columns: TextList = column("Columns of the file that no column of the table reads")


class MetaRelease(
    Table, name="meta.release",
    question="Which release is this, and how far does it know?",
    example="select distinct release_id, as_of_date from meta.release",
    key=("release_id", "source_id"), grain="release and source", group="meta"):
    """Which release this file is, and how far each source's knowledge goes in it."""

    release_id: str = column("Id of the release: its date and a hash of all it says")
    source_id: str = columns.source_id("Source, or `seed` for the bundled tables")
    as_of_date: pl.Date = column("Day the release speaks of")
    as_known_at: UtcTimestamp = column("Knowledge time that was asked for; NULL for all there is",
                                       nullable=True)
    created_at: UtcTimestamp = column("When the release was made")
    known_to_at: UtcTimestamp = column("Latest knowledge from the source", nullable=True)
    snapshot_count: int = column("Snapshots of the source that entered", ge=0)


class MetaTableVersion(
    Table, name="meta.table_version",
    question="Which tables are the largest?",
    example=(
        "select table_name, row_count from meta.table_version where is_published order by row_count"
        " desc limit 5"
    ),
    key=("table_name",), grain="table", group="meta"):
    """What each table of the release was built from."""

    table_name: str = column("Name as schema.table")
    layer: str = column("seed, raw, core or metric")
    is_published: bool = column("Whether this file holds the table; raw and seed stay in the store")
    row_count: int = column("Rows", ge=0)
    content_hash: str = column("Hash of the content: equal hashes mean equal rows")
    fingerprint: str = column("Hash of all that decided the content")
    inputs: TextList = column("Tables it was made from")
    constant_ids: TextList = column("Rows of core.model_constant that it was made from, where it read a "
                                    "few; a row that names constants itself names those of its own case")
    built_at: UtcTimestamp = column("When this content was built")
    build_s: float = column("Seconds that took", ge=0)


class MetaCheckResult(
    Table, name="meta.check_result",
    question="Which warnings stand?",
    example=(
        "select check_name, description, failure_count from meta.check_result where failure_count >"
        " 0 order by all"
    ),
    key=("check_name",), grain="check", group="meta",
    may_be_empty=True):
    """What the checks found in the tables of this release."""

    check_name: str = column("Name of the check")
    severity: str = column("blocking: would have stopped the release; warning: does not; set_aside: "
                           "the rows it names are left out, see meta.set_aside_row",
                           isin=["blocking", "warning", "set_aside"])
    description: str = column("What must hold")
    failure_count: int = column("Rows that break it", ge=0)
    first_failure: str = column("The first of them", nullable=True)
    accepted_because: str = column("Why a person lets pass what it found; NULL where nobody does",
                                   nullable=True)


class MetaDecision(
    Table, name="meta.decision",
    question="What did people decide about what came in?",
    example="from meta.decision order by decision_number desc limit 5",
    key=("decision_number",), grain="decision", group="meta", may_be_empty=True,
):
    """What persons decided of snapshots, records and checks, and have not taken back."""

    decision_number: int = column("Number of the decision", gt=0)
    kind: str = column("accept: a held snapshot counts; reject: a snapshot counts for nothing; "
                       "set_aside: a record does; accept_cell: a value counts, however far it moved; "
                       "accept_check: what a check found is let pass; hold: a snapshot waits "
                       "of which checks set too many rows aside, as a build and no person found",
                       isin=["accept", "reject", "set_aside", "accept_cell", "accept_check", "hold"])
    source_id: str = column("Source of the snapshot or record; NULL for a check", nullable=True)
    subject: str = column("Hash of the snapshot, key of the record or name of the check")
    content: str = column("Hash of what was decided on, so that other content is judged anew",
                          nullable=True)
    reason: str = column("Why", nullable=True)
    decided_at: UtcTimestamp = column("When", nullable=True)


class MetaRejectedRow(
    Table, name="meta.rejected_row",
    question="Which cells kept rows out?",
    example=(
        "select source_id, column_name, check_name, count(*) as cells from meta.rejected_row group "
        "by all order by cells desc, source_id, column_name, check_name limit 5"
    ),
    key=("source_id", "snapshot_id", "row_number", "column_name", "check_name"),
    grain="source, snapshot, row, column and check",
    group="meta", may_be_empty=True,
):
    """Cells that kept a source's row out of its table; the row stays in the snapshot."""

    source_id: str = columns.source_id()
    snapshot_id: str = column("Snapshot that holds the row")
    row_number: int = column("Line or record number in the file", gt=0)
    column_name: str = column("Column of the raw table; empty for the row as a whole")
    value: str = column("The cell as printed", nullable=True)
    check_name: str = column("What it fails")


class MetaSetAsideRow(
    Table, name="meta.set_aside_row",
    question="Which cells of sources say what cannot be?",
    example=(
        "select source_id, column_name, value, check_name from meta.set_aside_row order by all "
        "limit 5"
    ),
    key=("source_id", "snapshot_id", "source_locator", "column_name", "check_name"),
    grain="source, snapshot, place, column and check",
    group="meta", may_be_empty=True,
):
    """Cells that say what cannot be or move beyond belief, and records set aside; the rest is published.

    A cell is empty in the tables and its row stays; a record counts for nothing until a person
    puts it back or the publisher says something else of it.
    """

    source_id: str = columns.source_id()
    snapshot_id: str = column("Snapshot that holds the row")
    source_locator: str = column("Place of the row in that snapshot")
    column_name: str = column("Column of the raw table; empty for a record as a whole")
    value: str = column("The cell as printed, or the record's key", nullable=True)
    check_name: str = column("What it fails, or a_person")
    reason: str = column("What a person said of it; NULL for a check", nullable=True)


class MetaCorrection(
    Table, name="meta.correction",
    question="Which errors of sources are known and corrected?",
    example=(
        "select source_id, record_key, column_name, right_value, status from meta.correction order "
        "by all limit 5"
    ),
    key=("source_id", "record_key", "column_name"), grain="source, record and column", group="meta",
    may_be_empty=True,
):
    """Known upstream errors and whether they still stand."""

    source_id: str = columns.source_id("Source that holds the error")
    record_key: str = column("Key of the record")
    column_name: str = column("Column that is wrong")
    expected_wrong_value: str = column("The value as the source had it", nullable=True)
    right_value: str = column("The value used instead; NULL for unknown", nullable=True)
    reason: str = column("Why the value is wrong")
    citation: str = columns.citation()
    status: str = column("applied, stale (the source no longer says so), or unused (nothing reads it)",
                         isin=["applied", "stale", "unused"])
