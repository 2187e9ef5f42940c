"""Where the state of one warehouse lies. What the files hold does not belong here."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
SQL_ROOT = REPOSITORY / "dbt_like_sql"
FILE_NAME = "warehouse.duckdb"
"""The name of the published file in every release: DuckDB calls the catalog after it."""


@dataclass(frozen=True)
class Home:
    """The one folder that holds all state of one warehouse."""

    root: Path

    @classmethod
    def default(cls) -> Home:
        """`CHIPLEDGER_HOME`, or `data/` beside the code."""
        chosen = os.environ.get("CHIPLEDGER_HOME")
        return cls(Path(chosen).expanduser().resolve() if chosen else REPOSITORY / "data")

    @property
    def store(self) -> Path:
        """Immutable table parts, build records and release manifests."""
        return self.root / "store"

    @property
    def snapshots(self) -> Path:
        """Publishers' bytes and the list of their sightings."""
        return self.root / "snapshots"

    @property
    def releases(self) -> Path:
        """One folder per assembled release file."""
        return self.root / "releases"

    @property
    def published(self) -> Path:
        """The link that analysts open."""
        return self.root / FILE_NAME

    @property
    def log(self) -> Path:
        """What went wrong without having been foreseen, with tracebacks."""
        return self.root / "log" / "chipledger.log"

    @property
    def dagster(self) -> Path:
        """The Dagster instance whose history the UI shows."""
        return self.root / "dagster"
