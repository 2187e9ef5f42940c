"""Where the state of one warehouse lies. What the files hold does not belong here."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from warehouse.errors import ChipledgerError

REPOSITORY = Path(__file__).resolve().parent.parent
SQL_ROOT = REPOSITORY / "dbt_like_sql"
FILE_NAME = "warehouse.duckdb"
"""The name of the published file in every release: DuckDB calls the catalog after it."""
UNWRITABLE = re.compile(r"\?|%[0-9A-Fa-f]{2}")
"""DuckDB takes what follows a question mark for options; Dagster's SQLite reads %20 as a space."""


@dataclass(frozen=True)
class Home:
    """The one folder that holds all state of one warehouse."""

    root: Path

    @classmethod
    def default(cls) -> Home:
        """`CHIPLEDGER_HOME`, or `data/` beside the code; raises ChipledgerError for a bad name."""
        chosen = os.environ.get("CHIPLEDGER_HOME")
        root = Path(chosen).expanduser().resolve() if chosen else REPOSITORY / "data"
        if bad := UNWRITABLE.search(str(root)):
            raise ChipledgerError(f"{root}: no database can be written below a path with {bad[0]!r} in "
                                  "it; set CHIPLEDGER_HOME to a folder with another name")
        if root.is_file():
            raise ChipledgerError(f"{root} is a file; set CHIPLEDGER_HOME to a folder")
        return cls(root)

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
    def opened(self) -> Path:
        """Files of earlier beliefs and releases, made beside the published one for who asks."""
        return self.root / "opened"

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
