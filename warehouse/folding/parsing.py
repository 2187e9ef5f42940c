"""From a snapshot's bytes to typed records, once per bytes and code; a refusal is kept too.

What the records change in the belief does not belong here.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import asdict

import polars as pl

from warehouse.folding import wording
from warehouse.folding.bundled import Bundle
from warehouse.folding.dating import spans
from warehouse.folding.limits import FEWEST
from warehouse.folding.raw_source import RawSource
from warehouse.rows.records import Parsed, Rejected, Unreadable
from warehouse.rows.ruling import held_against
from warehouse.storage import built as records
from warehouse.storage.built import Built, Part
from warehouse.storage.snapshots import Sighting
from warehouse.storage.store import Store, get_frame, put_frame

MOST_PARTS = 40
"""More values than this name records, not lists of them."""
LOG = logging.getLogger(__name__)
REJECTED_SCHEMA = {"row_number": pl.Int64, "column_name": pl.String, "value": pl.String,
                   "check_name": pl.String}


def parse_once(store: Store, source: RawSource, fingerprint: str, data: bytes) -> Built:
    """The typed records of a snapshot; a file that cannot be used is recorded as refused."""
    name = f"parse {source.source_id}"
    try:
        result = _parsed(source, data)
    except Unreadable as fault:
        return _refused(store, name, fingerprint, str(fault))
    notes = _notes(store, source, result)
    share = source.max_rejected_share
    unmapped = wording.unmapped(source.table, result.frame)
    notes |= {
        "refused": reason_to_refuse(result, share),
        "unmapped": unmapped, "doubt": wording.doubt(unmapped, result.frame.height, share),
        "date_spans": spans(source.table, result.frame),
    }
    part = Part(put_frame(store, result.frame), result.frame.height)
    return records.save(store, Built(name, fingerprint, {}, (part,), notes=notes))


def _parsed(source: RawSource, data: bytes) -> Parsed:
    """The records of a file; raises Unreadable for a surprise, since one must not stop the others.

    A fault of this machine passes and is not the file's: it is raised, and nothing is remembered. A
    file that surprises is read once more, since what does not come again was none of the file's.
    """
    try:
        return source.parse(data)
    except Unreadable:
        raise
    except Exception as fault:
        if is_passing(fault):
            raise
        LOG.exception("the parser of %s failed", source.source_id)
    try:
        return source.parse(data)
    except Unreadable:
        raise
    except Exception as fault:
        if is_passing(fault):
            raise
        LOG.exception("the parser of %s failed again", source.source_id)
        raise Unreadable(f"makes the parser of {source.source_id} fail: {fault!r}"[:500]) from fault


def is_passing(fault: BaseException | None) -> bool:
    """Whether this machine ran out of something, however deep in the fault that stands."""
    while fault is not None:
        if isinstance(fault, MemoryError | OSError) or "os error" in str(fault):
            return True
        fault = fault.__cause__ or fault.__context__
    return False


def unpack_once(store: Store, bundle: Bundle, fingerprint: str, sighting: Sighting) -> Built:
    """The typed records of a bundled snapshot; what its file lost when it was parsed is counted."""
    frame, snapshot = bundle.records(sighting)
    result = held_against(bundle.source.table, Parsed(frame, unread=snapshot.unread))
    notes = _notes(store, bundle.source, result) | {
        "refused": None, "doubt": None, "date_spans": spans(bundle.source.table, result.frame),
        "rejected_row_count": snapshot.rejected_row_count + result.rejected_row_count,
    }
    part = Part(put_frame(store, result.frame), result.frame.height)
    name = f"unpack {bundle.source.source_id}"
    return records.save(store, Built(name, fingerprint, {}, (part,), notes=notes))


def _notes(store: Store, source: RawSource, result: Parsed) -> dict[str, object]:
    """What is told of the rows and cells that are not among the records."""
    return {
        "rejected_row_count": result.rejected_row_count,
        "rejected_hash": put_frame(store, _rejected_frame(result.rejected)),
        "set_aside_row_count": result.set_aside_row_count,
        "set_aside_hash": put_frame(store, _rejected_frame(result.set_aside)),
        "stated_row_count": result.frame.height,
        "spoiled_hash": put_frame(store, result.spoiled),
        "unread": dict(result.unread),
        "covers": _covered(source.register.coverage, result.frame),
    }


def _covered(coverage: tuple[str, ...], frame: pl.DataFrame) -> list[str]:
    """The parts of a source of which a snapshot speaks, where they are few and a column names them."""
    if len(coverage) != 1:
        return []
    parts = frame[coverage[0]].drop_nulls().unique().sort().cast(pl.String).to_list()
    return parts if len(parts) <= MOST_PARTS else []


def _refused(store: Store, name: str, fingerprint: str, reason: str) -> Built:
    return records.save(store, Built(name, fingerprint, {}, notes={"refused": reason}))


def reason_to_refuse(result: Parsed, max_rejected_share: float) -> str | None:
    """Why a parsed snapshot is not to be used, or None."""
    rejected, kept = result.rejected_row_count, result.frame.height
    if rejected == 1 and kept >= FEWEST and max_rejected_share:
        return None
    if kept == 0:
        return "no row fits the table; see the rejected rows, or the file is not what it was"
    if rejected / (rejected + kept) <= max_rejected_share:
        return None
    first = min(result.rejected, key=lambda cell: cell.row_number)
    return (
        f"{rejected} of {rejected + kept} rows do not fit (allowed share "
        f"{max_rejected_share:.0%}); first: row {first.row_number}, column "
        f"{first.column_name}, {first.value!r} fails {first.check_name}"
    )


def doubt(store: Store, parsed: Built, max_share: float) -> str | None:
    """Why a file whose rows fit is held all the same: too many of them say what cannot be."""
    emptied, stated = parsed.notes["set_aside_row_count"], parsed.notes["stated_row_count"]
    if emptied < FEWEST or emptied <= max_share * stated:
        return None
    told = get_frame(store, parsed.notes["set_aside_hash"]).sort("row_number")
    first = told.row(0, named=True)
    return (
        f"{emptied} of {stated} rows hold values that cannot be (allowed share "
        f"{max_share:.0%}); first: row {first['row_number']}, column {first['column_name']}, "
        f"{first['value']!r} fails {first['check_name']}; `chipledger accept` folds it without them"
    )


def _rejected_frame(rejected: Sequence[Rejected]) -> pl.DataFrame:
    return pl.DataFrame([asdict(cell) for cell in rejected], schema=REJECTED_SCHEMA)
