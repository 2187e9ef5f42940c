"""A tiny register and what tests need to feed it: classes, a parser, and a world of snapshots."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

import polars as pl

from pipelines.formats import tabular
from schemas import columns
from schemas.columns import column, measure
from schemas.raw import ObservationTable, RawTable
from warehouse.folding.fold import Register
from warehouse.folding.raw_source import RawSource
from warehouse.folding.register import Belief, Folder
from warehouse.rows.records import Parsed
from warehouse.storage.snapshots import Sighting, Snapshots
from warehouse.storage.store import Store, get_frame


class RawTestChip(RawTable, name="raw.test_chip", key=("name",), group="test"):
    """Chips of a made-up publisher."""

    name: str = column("Name")
    maker: str = column("Maker", nullable=True)
    price_usd: float = measure("Price")
    memory_size_gb: float = measure("Memory; published in bytes")
    core_count: int = measure("Cores")
    published_date: pl.Date = column("Day the record was published", nullable=True)


class RawTestPrice(
    ObservationTable, name="raw.test_price", key=("name", "observed_date"), group="test"
):
    """Prices of a made-up shop."""

    name: str = column("Name")
    price_usd: float = measure("Price")


class RawTestPart(RawTable, name="raw.test_part", key=("region", "number"), group="test"):
    """A composite key, one part of it a number."""

    region: str = column("Region", str_matches=columns.COUNTRY)
    number: int = column("Number within the region", gt=0)
    price_usd: float = measure("Price")


CHIP_FIELDS = {
    "name": tabular.field("name"),
    "maker": tabular.field("maker", optional=True),
    "price_usd": tabular.field("price", optional=True),
    "memory_size_gb": tabular.field("memory", scale="1e-9", optional=True),
    "core_count": tabular.field("cores", optional=True),
    "published_date": tabular.field("published", optional=True),
}
PRICE_FIELDS = {"name": tabular.field("name"), "price_usd": tabular.field("price")}
PART_FIELDS = {
    "region": tabular.field("region"),
    "number": tabular.field("number"),
    "price_usd": tabular.field("price"),
}


def parse_chips(data: bytes) -> Parsed:
    if data == b"explode":
        raise ZeroDivisionError("surprise")
    return tabular.read_csv(data, CHIP_FIELDS, RawTestChip)


def parse_prices(data: bytes) -> Parsed:
    return tabular.read_csv(data, PRICE_FIELDS, RawTestPrice)


def parse_parts(data: bytes) -> Parsed:
    return tabular.read_csv(data, PART_FIELDS, RawTestPart)


@dataclass(frozen=True)
class FakeSource:
    """What the warehouse must know of a source, for one of the classes above."""

    source_id: str = "test"
    table: Any = RawTestChip
    parse: Callable[[bytes], Parsed] = parse_chips
    kind: Literal["register", "observations"] = "register"
    register: Register = field(default=Register(key=("name",), max_removed_share=0.5))
    max_rejected_share: float = 0.25

    def about(self) -> Mapping[str, str]:
        return {}


def at(day: int, hour: int = 12) -> datetime:
    """Noon of a day in January 2024."""
    return datetime(2024, 1, day, hour, tzinfo=UTC)


def on(day: int) -> date:
    return date(2024, 1, day)


class World:
    """A store, the snapshots and one source; each reading starts from the disk."""

    def __init__(self, root: Path, source: RawSource | None = None) -> None:
        self.store, self.snapshots = Store(root / "store"), Snapshots(root / "snapshots")
        self.source: RawSource = source or FakeSource()

    def see(self, known_at: datetime, text: str | bytes) -> Sighting:
        data = text.encode() if isinstance(text, str) else text
        sighting, _ = self.snapshots.add(
            self.source.source_id, data, known_at, "stated", at(31), "file"
        )
        return sighting

    def accept(self, sighting: Sighting) -> None:
        self.snapshots.accept(self.source.source_id, sighting.sha256)

    @property
    def folder(self) -> Folder:
        return Folder(self.store, self.snapshots, self.source)

    def belief(self, known_by: datetime | None = None) -> Belief:
        return self.folder.belief(known_by)

    def rows(self, known_by: datetime | None = None) -> list[dict[str, Any]]:
        parts = self.belief(known_by).parts
        frame = pl.concat([get_frame(self.store, part.content_hash) for part in parts])
        return frame.to_dicts()

    def values(self, column: str, known_by: datetime | None = None) -> dict[str, Any]:
        """One column by name of the record."""
        return {row["name"]: row[column] for row in self.rows(known_by)}

    def prices(self, known_by: datetime | None = None) -> dict[str, Any]:
        return self.values("price_usd", known_by)

    def versions(self) -> pl.DataFrame:
        found = self.belief().versions_hash
        assert found is not None
        return get_frame(self.store, found)

    def intervals(self, name: str) -> list[tuple[Any, datetime, datetime | None]]:
        mine = self.versions().filter(pl.col("name") == name)
        return mine.select("price_usd", "known_from_at", "known_to_at").rows()

    def statuses(self, known_by: datetime | None = None) -> list[str]:
        return [outcome.status for outcome in self.belief(known_by).outcomes]

    def built(self) -> dict[str, bytes]:
        """The records of all built steps, by fingerprint."""
        return {name: self.store.get("built", name) for name in self.store.list("built")}


def chips(**prices: str) -> str:
    """A file of chips and their prices, as printed."""
    return "\n".join(["name,price", *(f"{name},{price}" for name, price in prices.items())]) + "\n"
