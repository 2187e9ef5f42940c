"""Some rows of a table as an input of their own, so that a reader depends on those rows alone.

Which rows a model needs is said where the model is declared, not here.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from schemas import base
from schemas.base import Table
from warehouse.built import Built, derived
from warehouse.errors import ChipledgerError
from warehouse.loaded import modules_hash
from warehouse.store import Store


def sliced(store: Store, table: type[Table], found: Built, keys: Sequence[str]) -> Built:
    """The rows of a built table with these keys; raises ChipledgerError if one is missing.

    The slice keeps the table's name and columns. Its content hash changes with these rows alone.
    """
    def rows(frame: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, str]]:
        key = _single_key(table)
        missing = sorted(set(keys) - set(frame[key]))
        if missing:
            raise ChipledgerError(f"{found.name} has no row with {key} {', '.join(missing)}; add it, "
                                  "or correct the name where the table is read")
        return frame.filter(pl.col(key).is_in(list(keys))), {}

    return derived(store, "slice", found, [modules_hash(__name__), sorted(keys)], rows)


def _single_key(table: type[Table]) -> str:
    about = base.info(table)
    if len(about.key) != 1:
        raise ChipledgerError(f"{about.name} has a key of {len(about.key)} columns; rows can be "
                              "named only by a key of one")
    return about.key[0]
