"""Tables as their recipes make them of bundled rows and of given raw frames, without a warehouse."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from tests.support.tiny import MODELS, TABLES, frame, made
from warehouse.rows.seeds import read_seed


class Bundle:
    """Makes the tables one asks for, and what they read, once each."""

    def __init__(self, raw: Mapping[str, pl.DataFrame] | None = None) -> None:
        self._made = dict(raw or {})

    def __call__(self, name: str) -> pl.DataFrame:
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def _make(self, name: str) -> pl.DataFrame:
        layer = name.split(".", maxsplit=1)[0]
        if layer == "raw":
            return frame(name)
        if layer == "seed":
            return read_seed(MODELS[name].recipe.path, TABLES[name], None)
        return made(name, *[(read, self(read)) for read in MODELS[name].reads])
