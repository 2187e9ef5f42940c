"""Releases whose files somebody outside refers to, so that nothing removes them.

Who refers to them does not belong here.
"""

from __future__ import annotations

from warehouse.paths import Home
from warehouse.storage.journal import Journal

FILE = "pins.jsonl"


def pin(home: Home, release_id: str, why: str) -> None:
    """Keep the files of a release for good."""
    journal = Journal(home.root / FILE)
    record = {"release_id": release_id, "why": why}
    if record not in journal.read():
        journal.append(record)


def pinned(home: Home) -> set[str]:
    """The releases whose files are kept for good."""
    return {record["release_id"] for record in Journal(home.root / FILE).read()}
