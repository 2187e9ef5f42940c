"""Tables of answers as several beliefs gave them, side by side: releases, and beliefs of one day.

A belief is kept by a small record beside the content, so that nothing is built to show it again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any, NotRequired, TypedDict

import polars as pl

from schemas import base
from warehouse.building.build import Builder
from warehouse.storage.fingerprint import digest
from warehouse.storage.store import Store, get_frame, holds

LABELS = ("belief", "as_known_at", "belief_date", "is_now", "is_when_said", "is_same_method")


@dataclass(frozen=True)
class Shown:
    """A table of answers, the one that shows it by belief, and the kind of record that keeps it."""

    table: str
    name: str
    kind: str


VERDICTS = Shown("metric.verdict_by_claim", "meta.verdict_vintage", "vintage")
HEADLINES = Shown("metric.headline", "meta.metric_vintage", "headline_vintage")
ALL = (VERDICTS, HEADLINES)


class Belief(TypedDict):
    """What is kept of what a table said: by whom and of which day, and where its content lies."""

    belief: str
    as_known_at: str | None
    as_of_date: NotRequired[str]
    content_hash: str
    parts: list[str]
    method: str
    kept_at: str


def keep(builder: Builder, belief: str, of: Sequence[Shown] = ALL) -> None:
    """Note which content the tables have in a builder's belief, under a name."""
    for shown in of:
        if shown.table in builder.project.models:
            builder.store.put_record(shown.kind, f"{belief}.json", record_of(builder, belief, shown))


def record_of(builder: Builder, belief: str, shown: Shown) -> Belief:
    """What there is to note: whose belief, of which day, what it says and by which method."""
    built, known_by = builder.get(shown.table), builder.clock.known_by
    return {
        "belief": belief, "as_known_at": known_by.date().isoformat() if known_by else None,
        "as_of_date": builder.as_of_date.isoformat(),
        "content_hash": built.content_hash, "parts": [part.content_hash for part in built.parts],
        "method": _method(builder, shown), "kept_at": datetime.now(UTC).isoformat(),
    }


def _method(builder: Builder, shown: Shown) -> str:
    """Hash of the queries behind the table, two steps deep, without what they read."""
    models = builder.project.models
    names = {shown.table, *models[shown.table].reads}
    return digest([[name, builder.get(name).components.get("recipe")] for name in sorted(names)])


def earlier(builder: Builder, shown: Shown) -> list[Belief]:
    """The kept beliefs that say other than the builder's, each once, oldest first."""
    if shown.table not in builder.project.models:
        return []
    now = record_of(builder, "", shown)
    seen = {(now["as_known_at"], now["content_hash"])}
    found = []
    for record in sorted(_records(builder.store, shown.kind), key=itemgetter("kept_at")):
        said = (record["as_known_at"], record["content_hash"])
        if said not in seen and all(holds(builder.store, part) for part in record["parts"]):
            seen.add(said)
            found.append(record)
    return found


def _records(store: Store, kind: str) -> Iterator[Belief]:
    for name in store.list(kind):
        record = store.get_record(kind, name)
        if record is not None:
            yield record


def fingerprint(builder: Builder) -> list[Any]:
    """What of all this a release says."""
    return [[r["belief"], r["content_hash"], r["method"]]
            for shown in ALL for r in earlier(builder, shown)]


def rows(builder: Builder, release_id: str, shown: Shown) -> list[tuple[Any, ...]]:
    """The rows of a table that shows them, the builder's own belief under its release."""
    if shown.table not in builder.project.models:
        return []
    now = record_of(builder, release_id, shown)
    names = [column.name for column in base.columns(base.registered()[shown.name])]
    found = []
    for record in [*earlier(builder, shown), now]:
        frame = _labelled(builder.store, record, now, shown)
        found += frame.select(names).rows()
    return found


def _labelled(
    store: Store, record: Belief, now: Belief, shown: Shown
) -> pl.DataFrame:
    """The table as a belief has it, in today's columns: what it did not have yet is NULL."""
    frame = pl.concat([get_frame(store, part) for part in record["parts"]])
    wanted = {c.name: c.dtype for c in base.columns(base.registered()[shown.name])}
    absent = [pl.lit(None, dtype).alias(name) for name, dtype in wanted.items()
              if name not in frame.columns and name not in LABELS]
    known = pl.lit(record["as_known_at"]).cast(pl.String).str.to_date()
    spoken = pl.coalesce(known, pl.lit(record.get("as_of_date")).cast(pl.String).str.to_date())
    is_when_said = known == pl.col("as_of_date") if "as_of_date" in frame.columns else pl.lit(None)
    return frame.with_columns(
        *absent, pl.lit(record["belief"]).alias("belief"), known.alias("as_known_at"),
        pl.lit(record is now).alias("is_now"),
        is_when_said.fill_null(value=False).alias("is_when_said"), spoken.alias("belief_date"),
        pl.lit(record["method"] == now["method"]).alias("is_same_method"))
