"""The tables of a release as the store keeps them, also those that are not published."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import polars as pl

from schemas import base
from tests.support.tiny import MODELS, TABLES, made
from warehouse.paths import Home
from warehouse.releasing.publish import Publisher
from warehouse.storage.store import Store, get_frame


class Kept:
    """The release that a home has published."""

    def __init__(self, home: Path) -> None:
        """Open it."""
        self.store = Store(home / "store")
        self.manifest = Publisher(Home(home), self.store).current()
        assert self.manifest is not None

    @cache  # noqa: B019
    def frame(self, name: str) -> pl.DataFrame:
        """The rows of a table by its class."""
        parts = [get_frame(self.store, part) for part in self.manifest.tables[name].parts]
        return pl.concat([base.empty_frame(TABLES[name]), *parts], how="diagonal_relaxed")

    def read_by(self, name: str) -> dict[str, pl.DataFrame]:
        """What a table is made from."""
        return {read: self.frame(read) for read in MODELS[name].reads}

    @cache  # noqa: B019
    def made(self, name: str) -> pl.DataFrame:
        """The table, made anew."""
        return made(name, *self.read_by(name).items())
