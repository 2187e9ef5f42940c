"""One table of answers as several beliefs gave it, side by side: releases, and beliefs of one day.

A belief is kept by a small record beside the content, so that nothing is built to show it again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import polars as pl

from schemas import base
from warehouse.build import Builder
from warehouse.fingerprint import digest
from warehouse.store import Store, get_frame, holds

KIND = "vintage"
TABLE = "metric.verdict_by_claim"
SHOWN = "meta.verdict_vintage"
LABELS = ("belief", "as_known_at", "is_now", "is_when_said", "is_same_method")


def keep(builder: Builder, belief: str) -> None:
    """Note which content the table has in a builder's belief, under a name."""
    if TABLE in builder.project.models:
        builder.store.put_record(KIND, f"{belief}.json", record_of(builder, belief))


def record_of(builder: Builder, belief: str) -> dict[str, Any]:
    """What there is to note: whose belief, of which day, what it says and by which method."""
    built, known_by = builder.get(TABLE), builder.clock.known_by
    return {
        "belief": belief, "as_known_at": known_by.date().isoformat() if known_by else None,
        "content_hash": built.content_hash, "parts": [part.content_hash for part in built.parts],
        "method": _method(builder), "kept_at": datetime.now(UTC).isoformat(),
    }


def _method(builder: Builder) -> str:
    """Hash of the queries behind the table, two steps deep, without what they read."""
    models = builder.project.models
    names = {TABLE, *models[TABLE].reads}
    return digest([[name, builder.get(name).components.get("recipe")] for name in sorted(names)])


def earlier(builder: Builder) -> list[dict[str, Any]]:
    """The kept beliefs that say other than the builder's, each once, oldest first."""
    if TABLE not in builder.project.models:
        return []
    now = record_of(builder, "")
    seen = {(now["as_known_at"], now["content_hash"])}
    found = []
    for record in sorted(_records(builder.store), key=lambda record: str(record["kept_at"])):
        said = (record["as_known_at"], record["content_hash"])
        if said not in seen and all(holds(builder.store, part) for part in record["parts"]):
            seen.add(said)
            found.append(record)
    return found


def _records(store: Store) -> Iterator[dict[str, Any]]:
    for name in store.list(KIND):
        record = store.get_record(KIND, name)
        if record is not None:
            yield record


def fingerprint(builder: Builder) -> list[Any]:
    """What of all this a release says."""
    return [[r["belief"], r["content_hash"], r["method"]] for r in earlier(builder)]


def rows(builder: Builder, release_id: str) -> list[tuple[Any, ...]]:
    """The rows of the table that shows them, the builder's own belief under its release."""
    if TABLE not in builder.project.models:
        return []
    now = record_of(builder, release_id)
    names = [column.name for column in base.columns(base.registered()[SHOWN])]
    found = []
    for record in [*earlier(builder), now]:
        frame = _labelled(builder.store, record, now)
        found += frame.select(names).rows()
    return found


def _labelled(store: Store, record: dict[str, Any], now: dict[str, Any]) -> pl.DataFrame:
    """The table as a belief has it, in today's columns: what it did not have yet is NULL."""
    frame = pl.concat([get_frame(store, part) for part in record["parts"]])
    wanted = {c.name: c.dtype for c in base.columns(base.registered()[SHOWN])}
    absent = [pl.lit(None, dtype).alias(name) for name, dtype in wanted.items()
              if name not in frame.columns and name not in LABELS]
    known = pl.lit(record["as_known_at"]).cast(pl.String).str.to_date()
    return frame.with_columns(
        *absent, pl.lit(record["belief"]).alias("belief"), known.alias("as_known_at"),
        pl.lit(record is now).alias("is_now"),
        (known == pl.col("as_of_date")).fill_null(value=False).alias("is_when_said"),
        pl.lit(record["method"] == now["method"]).alias("is_same_method"))
