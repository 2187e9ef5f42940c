"""Records that a person set aside: told by key and content, so that a mended record returns.

Rows that a check sets aside stand with the checks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from schemas import base
from schemas.base import Table
from schemas.raw import placeholders
from warehouse.storage.fingerprint import digest
from warehouse.storage.verdicts import Verdict

BY_A_PERSON = "a_person"


def key_columns(table: type[Table]) -> list[str]:
    """The columns that name a record on whatever day it is seen."""
    return [name for name in base.info(table).key if name not in placeholders(table)]


def key_text(table: type[Table]) -> pl.Expr:
    """A record's key as a person writes it: its parts joined by `|`, nothing for an unknown one."""
    parts = [pl.col(name).cast(pl.String).fill_null("") for name in key_columns(table)]
    return pl.concat_str(parts, separator="|")


def content_of(table: type[Table], record: Mapping[str, Any]) -> str:
    """Hash of what a record says, without where and when it was seen."""
    told = [c.name for c in base.columns(table) if c.name not in placeholders(table)]
    return digest([record[name] for name in told])


def without_asides(
    table: type[Table], frame: pl.DataFrame, said: Iterable[Verdict]
) -> tuple[pl.DataFrame, list[dict[str, object]]]:
    """The records that stay, and what is told of those that a person set aside."""
    by_subject = {(v.subject, v.content): v for v in said}
    if not by_subject:
        return frame, []
    named = frame.with_row_index("place").filter(
        key_text(table).is_in(sorted({subject for subject, _ in by_subject})))
    gone: dict[int, dict[str, object]] = {}
    for record in named.with_columns(key_text(table).alias("subject")).iter_rows(named=True):
        verdict = by_subject.get((record["subject"], content_of(table, record)))
        if verdict:
            gone[record["place"]] = _told(table, record, verdict)
    kept = frame.with_row_index("place").filter(~pl.col("place").is_in(list(gone))).drop("place")
    return kept, list(gone.values())


def _told(table: type[Table], record: Mapping[str, Any], verdict: Verdict) -> dict[str, object]:
    return {
        "snapshot_id": record["first_snapshot_id"], "source_locator": record["source_locator"],
        "table_name": base.info(table).name, "column_name": None, "value": verdict.subject,
        "check_name": BY_A_PERSON, "reason": verdict.reason,
    }
