"""What the warehouse must know of a source of raw records; how it is fetched stays outside.

No particular source belongs here, nor what is done with its snapshots.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, Protocol

from schemas.base import Table
from warehouse.folding.fold import Register
from warehouse.rows.records import Parsed


class RawSource(Protocol):
    """What the warehouse must know of a source; how it is fetched stays outside."""

    @property
    def source_id(self) -> str:
        """Its stable name."""

    @property
    def table(self) -> type[Table]:
        """The class of its raw table."""

    @property
    def parse(self) -> Callable[[bytes], Parsed]:
        """From a snapshot's bytes to records."""

    @property
    def kind(self) -> Literal["register", "observations"]:
        """Whether snapshots state what is so, or what was seen that day."""

    @property
    def register(self) -> Register:
        """How records are told apart and what a missing one means."""

    @property
    def max_rejected_share(self) -> float:
        """The share of rows that may fail before a snapshot is refused."""

    def about(self) -> Mapping[str, object]:
        """What readers of the published file are told."""
