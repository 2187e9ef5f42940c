"""Tables about the warehouse itself, assembled when a release is made; they may hold run times."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, UtcTimestamp, column


class MetaSource(Table, name="meta.source", key=("source_id",), group="meta", may_be_empty=True):
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


class MetaSnapshot(Table, name="meta.snapshot", key=("source_id", "known_at", "sighting_number"),
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


class MetaRelease(Table, name="meta.release", key=("release_id", "source_id"), group="meta"):
    """Which release this file is, and how far each source's knowledge goes in it."""

    release_id: str = column("Id of the release: its date and a hash of all it says")
    source_id: str = columns.source_id("Source, or `seed` for the bundled tables")
    as_of_date: pl.Date = column("Day the release speaks of")
    as_known_at: UtcTimestamp = column("Knowledge time that was asked for; NULL for all there is",
                                       nullable=True)
    created_at: UtcTimestamp = column("When the release was made")
    known_to_at: UtcTimestamp = column("Latest knowledge from the source", nullable=True)
    snapshot_count: int = column("Snapshots of the source that entered", ge=0)


class MetaTableVersion(Table, name="meta.table_version", key=("table_name",), group="meta"):
    """What each table of the release was built from."""

    table_name: str = column("Name as schema.table")
    layer: str = column("seed, raw, core or metric")
    is_published: bool = column("Whether this file holds the table; raw and seed stay in the store")
    row_count: int = column("Rows", ge=0)
    content_hash: str = column("Hash of the content: equal hashes mean equal rows")
    fingerprint: str = column("Hash of all that decided the content")
    inputs: TextList = column("Tables it was made from")
    built_at: UtcTimestamp = column("When this content was built")
    build_s: float = column("Seconds that took", ge=0)


class MetaColumn(Table, name="meta.column", key=("table_name", "column_name"), group="meta"):
    """The dictionary: every column of every published table."""

    table_name: str = column("Name as schema.table")
    column_name: str = column("Column")
    position: int = column("Place in the table, from 1", gt=0)
    duckdb_type: str = column("Type in this file")
    unit: str = column("Unit, as the last part of the name states it", nullable=True)
    is_key: bool = column("Part of the primary key")
    is_nullable: bool = column("May be NULL")
    description: str = column("Meaning")


class MetaColumnLineage(
    Table, name="meta.column_lineage",
    key=("table_name", "column_name", "input_table_name", "input_column_name"),
    group="meta", may_be_empty=True,
):
    """Which input columns each column of a SQL table is computed from."""

    table_name: str = column("Name as schema.table")
    column_name: str = column("Column")
    input_table_name: str = column("Table read")
    input_column_name: str = column("Column read")


class MetaMacro(Table, name="meta.macro", key=("macro_name",), group="meta", may_be_empty=True):
    """Table macros and views for analysts, and the macros of one value that these stand on."""

    macro_name: str = column("Name to call")
    macro_kind: str = column("table: called in `from`; view: read like a table; value: used by other "
                             "macros to read their arguments", isin=["table", "view", "value"])
    parameters: TextList = column("Parameters, in order; none for a view")
    description: str = column("What it answers")
    example_query: str = column("A call to begin with")


class MetaExampleQuery(Table, name="meta.example_query", key=("subject", "query"), group="meta",
                       may_be_empty=True):
    """Queries to start from; each one runs on this file."""

    subject: str = column("Table or macro the query is about")
    question: str = column("What it answers")
    query: str = column("SQL to paste")


class MetaCheckResult(Table, name="meta.check_result", key=("check_name",), group="meta",
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


class MetaDecision(Table, name="meta.decision", key=("decision_number",), group="meta",
                   may_be_empty=True):
    """What persons decided of snapshots, records and checks, and have not taken back."""

    decision_number: int = column("Number of the decision", gt=0)
    kind: str = column("accept: a held snapshot counts; reject: a snapshot counts for nothing; "
                       "set_aside: a record does; accept_check: what a check found is let pass",
                       isin=["accept", "reject", "set_aside", "accept_check"])
    source_id: str = column("Source of the snapshot or record; NULL for a check", nullable=True)
    subject: str = column("Hash of the snapshot, key of the record or name of the check")
    content: str = column("Hash of what was decided on, so that other content is judged anew",
                          nullable=True)
    reason: str = column("Why", nullable=True)
    decided_at: UtcTimestamp = column("When", nullable=True)


class MetaRejectedRow(
    Table, name="meta.rejected_row",
    key=("source_id", "snapshot_id", "row_number", "column_name", "check_name"),
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
    key=("source_id", "snapshot_id", "source_locator", "column_name", "check_name"),
    group="meta", may_be_empty=True,
):
    """Cells that say what cannot be, and records that a person set aside; the rest is published.

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
    Table, name="meta.correction", key=("source_id", "record_key", "column_name"), group="meta",
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


class MetaEvidenceQuery(Table, name="meta.evidence_query", key=("table_name", "evidence_sql"),
                        group="meta", may_be_empty=True):
    """The queries whose rows make one table together; each runs unchanged on this file."""

    table_name: str = column("Table they make")
    evidence_sql: str = column("Name of the file, see dbt_like_sql/")
    query: str = column("SQL to paste")
    inputs: TextList = column("Tables it reads; their content is in meta.table_version")


class MetaVerdictVintage(
    Table, name="meta.verdict_vintage",
    key=("claim_id", "conjunct", "claim_scope", "scenario", "confidence_tier", "belief"),
    group="meta", may_be_empty=True,
):
    """The verdicts of this and earlier releases side by side, and of beliefs kept for a day.

    All judge a claim for its own day; what differs is what was known. Releases that say the same are
    shown once. `chipledger claim --vintage` adds what was known when each claim was made.
    """

    claim_id: str = column("Claim, see core.claim")
    conjunct: str = column("Part of the claim")
    claim_scope: str = column("Case within the claim")
    scenario: str = column("Case of smuggling")
    confidence_tier: str = column("Rows that count")
    belief: str = column("Release, or `as-known-` and the day")
    as_known_at: pl.Date = column("Day by whose end all was known; NULL for all there is", nullable=True)
    is_now: bool = column("The belief of this file")
    is_when_said: bool = column("What was known on the claim's own day")
    is_same_method: bool = column("Made by the same queries, so that only knowledge differs")
    value_low: float = column("Low end of the value", nullable=True)
    value: float = column("Value, see metric.verdict_by_claim", nullable=True)
    value_high: float = column("High end of the value", nullable=True)
    verdict: str = column("Verdict in that belief", nullable=True)
    undecided_reason_code: str = column("What was missing", nullable=True)
