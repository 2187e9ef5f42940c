"""What a source is: who publishes it, under which terms, and how its snapshots are to be read.

How bytes arrive stands in fetching/fetch.py; how they become records stands in each source's module.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatch
from typing import Literal

from schemas.base import Table
from warehouse.folding.fold import Register
from warehouse.rows.records import Parsed

Media = Literal["csv", "json", "xml", "text", "binary"]

Get = Callable[[str, Media], bytes]
"""Asks one address; raises FetchError when it does not answer with what was asked for."""

Gather = Callable[[Get], tuple[bytes, date | None]]
"""Asks as many addresses as a source needs: the bytes, and the day they are of if they say so."""


@dataclass(frozen=True)
class Source:
    """One published file and the terms it stands under.

    `knowledge_rule` says since when a record is known: `as_released` (the file's release, else its
    retrieval) or `as_published` (each record's own date, in `register.published_column`).
    `archive_globs` match paths of kept releases, whose names end in `__YYYY[-MM[-DD]]`.
    `is_bundled` says that facts of its releases come with the code, as its licence lets them.
    `max_rejected_share` is the share of rows that may fail before a snapshot is refused.
    `stated_day` reads in a kept file, whose name and folder are not dated, by which day it was known.
    `copies` names the publisher whose figures it repeats, so that both count as one.
    `url` is None where only kept releases exist; `gather` replaces a plain request for it where a
    source needs several (pages, or the newest date first). `later_urls` are addresses to which the
    publisher is seen to move, newest first: each is asked before `url` until it answers. What stands
    there, and at earlier addresses in `archive_globs`, is one register: `parse` reads every shape.
    """

    source_id: str
    title: str
    publisher: str
    url: str | None
    licence: str
    citation: str
    table: type[Table]
    parse: Callable[[bytes], Parsed]
    register: Register
    archive_globs: tuple[str, ...]
    media: Media = "csv"
    gather: Gather | None = None
    later_urls: tuple[str, ...] = ()
    stated_day: Callable[[bytes], date | None] | None = None
    kind: Literal["register", "observations"] = "register"
    cadence_days: float = 1.0
    max_rejected_share: float = 0.05
    is_bundled: bool = False
    max_bytes: int = field(default=200_000_000)
    copies: str | None = None

    @property
    def knowledge_rule(self) -> str:
        """as_published where records carry their own date, else as_released."""
        return "as_published" if self.register.published_column else "as_released"

    def matches(self, path: str) -> bool:
        """Whether an archived file, by its path inside the archive, is a release of this source."""
        return any(fnmatch(path, glob) or fnmatch(path, f"*/{glob}") for glob in self.archive_globs)

    def about(self) -> dict[str, object]:
        """What readers of the published file are told of the source."""
        return {
            "title": self.title, "publisher": self.publisher, "url": self.url,
            "licence": self.licence, "citation": self.citation,
            "cadence_days": self.cadence_days, "knowledge_rule": self.knowledge_rule,
        }
