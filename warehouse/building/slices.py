"""Some rows of a table as an input of their own, so that a reader depends on those rows alone.

Which rows a model needs is said where the model is declared, not here.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from schemas import base
from schemas.base import Table
from warehouse.code.loaded import modules_hash
from warehouse.errors import ChipledgerError
from warehouse.storage.built import Built, derived
from warehouse.storage.store import Store


def sliced(
    store: Store, table: type[Table], found: Built, keys: Sequence[str], *, may_lack: bool = False
) -> Built:
    """The rows of a built table with these keys; raises ChipledgerError if one is missing.

    Rows are named by the first column of the table's key. One that ends in `*` names all rows that
    begin so, of which there may be none. A belief of an earlier day `may_lack` a row that became known
    later. The slice keeps the table's name and columns. Its content hash changes with these rows alone.
    """
    def rows(frame: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, str]]:
        key = base.info(table).key[0]
        missing = sorted({name for name in keys if not name.endswith("*")} - set(frame[key]))
        if missing and not may_lack:
            raise ChipledgerError(f"{found.name} has no row with {key} {', '.join(missing)}; add it, "
                                  "or correct the name where the table is read")
        return named(frame, key, keys), {}

    return derived(store, "slice", found, [modules_hash(__name__), sorted(keys)], rows)


def named(frame: pl.DataFrame, key: str, keys: Sequence[str]) -> pl.DataFrame:
    """The rows with these keys, or that begin like one which ends in `*`."""
    begun = [pl.col(key).str.starts_with(name.removesuffix("*")) for name in keys if name.endswith("*")]
    return frame.filter(pl.any_horizontal(pl.col(key).is_in(list(keys)), *begun))
