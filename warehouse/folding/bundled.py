"""Snapshots that come with the code: what dated releases of open data stated, without their bytes.

One Parquet file holds those of a source: a row per record and unbroken run of releases that state
it, in the columns of its raw table and without its prose. What is believed because of them is for
the fold, as with any snapshot; which files are bundled is not decided here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

import polars as pl

from schemas import base
from warehouse.errors import ChipledgerError
from warehouse.folding.raw_source import RawSource
from warehouse.rows.printed import GAP, SPACES
from warehouse.rows.records import record_schema
from warehouse.storage.snapshots import Sighting, end_of_day

BASIS = "bundled"
SNAPSHOTS = "chipledger_snapshots"
"""Key of the file's metadata under which its snapshots are listed, in order."""
ROW, FIRST, LAST = "row_number", "first_snapshot_number", "last_snapshot_number"
ROWS = "row_numbers"
"""The record's row in each release of its run; a file made before this was kept has the first alone."""
NUMBER, RUN = "__number", "__run"
SEEN = (pl.col(pl.String).str.replace_all(f"[{SPACES}]", " ").str.replace_all(GAP.pattern, " ")
        .str.replace_all("\r\n", "\n", literal=True).str.normalize("NFC"))
"""Names as files of today are read, which older files of bundled snapshots did not heed."""


@dataclass(frozen=True)
class BundledSnapshot:
    """One dated release of a publisher: its file, and since when the world could know it."""

    file_name: str
    sha256: str
    known_on: date
    rejected_row_count: int
    unread: Mapping[str, int] = field(default_factory=dict)


class Bundle:
    """The bundled snapshots of one source; a file that is not there holds none."""

    def __init__(self, path: Path, source: RawSource) -> None:
        """Bind a source to the file that holds its bundled snapshots."""
        self.path, self.source = path, source

    @cached_property
    def content_hash(self) -> str:
        """Hash of the file's bytes."""
        return sha256(self.path.read_bytes()).hexdigest()

    @cached_property
    def snapshots(self) -> tuple[BundledSnapshot, ...]:
        """The releases, oldest first."""
        try:
            listed = json.loads(pl.read_parquet_metadata(self.path)[SNAPSHOTS])
        except (KeyError, ValueError, pl.exceptions.PolarsError) as fault:
            raise ChipledgerError(f"{self.path}: lists no bundled snapshots ({fault!r}); make it "
                                  "again with `chipledger bundle`") from None
        return tuple(
            BundledSnapshot(**{**one, "known_on": date.fromisoformat(one["known_on"])})
            for one in listed
        )

    @cached_property
    def sightings(self) -> tuple[Sighting, ...]:
        """The snapshots as sightings: received, by us, on the day the world could know them."""
        return tuple(
            Sighting(self.source.source_id, known_at, BASIS, known_at, one.sha256, one.file_name)
            for one in self.snapshots
            for known_at in (end_of_day(one.known_on),)
        )

    def holds(self, sighting: Sighting) -> bool:
        """Whether what these bytes state comes with the code: whoever bundles it vouches for it."""
        return sighting.sha256 in {one.sha256 for one in self.snapshots}

    def joined(self, received: Sequence[Sighting], known_by: datetime | None) -> list[Sighting]:
        """Received and bundled sightings in their order; of one that is both, the bytes say more."""
        known = {(s.sha256, s.known_at) for s in received}
        bundled = [s for s in self.sightings if (s.sha256, s.known_at) not in known
                   and (known_by is None or s.known_at <= known_by)]
        return sorted([*bundled, *received], key=lambda s: s.known_at)

    @cached_property
    def _rows(self) -> pl.DataFrame:
        return pl.read_parquet(self.path, glob=False)

    def records(self, sighting: Sighting) -> tuple[pl.DataFrame, BundledSnapshot]:
        """The typed records of a bundled snapshot, as its bytes would give them but for prose."""
        number = self.sightings.index(sighting)
        stated = self._rows.filter(pl.lit(number).is_between(FIRST, LAST)).with_columns(SEEN)
        if ROWS in stated.columns:
            stated = stated.with_columns(pl.col(ROWS).list.get(number - pl.col(FIRST)).alias(ROW))
        wanted = record_schema(self.source.table)
        younger = [name for name in wanted if name not in stated.columns]
        self._demand_nullable(younger)
        filled = stated.with_columns(pl.lit(None, wanted[name]).alias(name) for name in younger)
        return filled.select(list(wanted)), self.snapshots[number]

    def _demand_nullable(self, younger: Sequence[str]) -> None:
        """A column the file lacks is unknown there: prose, or one read since the file was made."""
        demanded = {c.name for c in base.columns(self.source.table) if not c.is_nullable}
        for name in demanded.intersection(younger):
            raise ChipledgerError(f"{self.path}: has no column {name}, which may not be empty; make "
                                  "the file again with `chipledger bundle`")


def write(
    path: Path, source: RawSource, releases: Sequence[tuple[BundledSnapshot, pl.DataFrame]]
) -> int:
    """Write the typed records of a source's releases, oldest first; says how many rows they took."""
    rows = packed(source, releases)
    listed = [asdict(snapshot) for snapshot, _ in releases]
    path.parent.mkdir(parents=True, exist_ok=True)
    rows.write_parquet(path, compression="zstd", compression_level=15,
                       metadata={SNAPSHOTS: json.dumps(listed, default=date.isoformat)})
    return rows.height


def packed(
    source: RawSource, releases: Sequence[tuple[BundledSnapshot, pl.DataFrame]]
) -> pl.DataFrame:
    """One row per record and unbroken run of releases that state it, with terms and days."""
    stated = pl.concat(
        frame.drop(source.register.prose).with_columns(pl.lit(number).alias(NUMBER))
        for number, (_, frame) in enumerate(releases)
    )
    is_placed = source.kind == "observations"
    record = [name for name in stated.columns if name != NUMBER and (name != ROW or is_placed)]
    runs = _runs(stated, record)
    days = {number: snapshot.known_on for number, (snapshot, _) in enumerate(releases)}
    return runs.select(
        *_terms(source.source_id, source.about()),
        _day(FIRST, days).alias("known_from_date"), _day(LAST, days).alias("known_through_date"),
        FIRST, LAST, ROW if is_placed else ROWS, *(name for name in record if name != ROW),
    ).sort(*(name for name in base.info(source.table).key if name in record), FIRST, nulls_last=True)


def _runs(stated: pl.DataFrame, record: Sequence[str]) -> pl.DataFrame:
    """Consecutive snapshots that state the same record become one row, with its place in each."""
    ordered = stated.sort(NUMBER, maintain_order=True)
    counted = ordered.with_columns(
        (pl.col(NUMBER) - pl.int_range(pl.len()).over(record)).alias(RUN))
    return counted.group_by(*record, RUN, maintain_order=True).agg(
        pl.col(NUMBER).first().alias(FIRST), pl.col(NUMBER).last().alias(LAST),
        *([] if ROW in record else [pl.col(ROW).alias(ROWS)]),
    )


def _terms(source_id: str, about: Mapping[str, Any]) -> list[pl.Expr]:
    terms = {"source_id": source_id, "licence": about["licence"], "attribution": about["citation"]}
    return [pl.lit(text).alias(name) for name, text in terms.items()]


def _day(number: str, days: Mapping[int, date]) -> pl.Expr:
    return pl.col(number).replace_strict(days, return_dtype=pl.Date)
