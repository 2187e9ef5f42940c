"""Who tells the history of a kind of entity: declarations, by the table that holds the history.

Like classes of tables they are known once their module is imported. What is made of them stands in
history.py; no particular entity belongs here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import polars as pl

from schemas import base
from schemas.base import Table

Identify = Callable[[pl.DataFrame, Mapping[str, pl.DataFrame]], pl.Series]
"""From a table's versions, and all that its history reads, to the entity of each; NULL for none."""


@dataclass(frozen=True)
class Teller:
    """A raw or bundled table that speaks of an entity, and how its records name it.

    `attributes` are the names our register has for its columns; a selective teller tells these
    alone. `silent` are columns that are not told: words without which the facts stand.
    """

    table: str
    identify: Identify
    attributes: Mapping[str, str] = field(default_factory=dict)
    is_selective: bool = False
    silent: tuple[str, ...] = ()


@dataclass(frozen=True)
class History:
    """A table of all that was ever said of one kind of entity: who tells it, by which registers."""

    table: type[Table]
    tellers: tuple[Teller, ...]
    reads: tuple[str, ...]
    declared_in: str
    happened: str = ""
    """The attribute that says when a thing happened, where its registers list things as they come."""

    @property
    def name(self) -> str:
        """The name of its table."""
        return base.info(self.table).name


_DECLARED: dict[str, History] = {}


def declare(*histories: History) -> None:
    """Make histories known."""
    _DECLARED.update({history.name: history for history in histories})


def declared() -> list[History]:
    """All that are known, by name."""
    return [_DECLARED[name] for name in sorted(_DECLARED)]
