"""What status says of names that match nothing: those that an answer does without, costliest first.

All of them, with what each is a name of, stand in meta.unmatched_name.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from pipelines.workspace import Workspace
from warehouse.errors import ChipledgerError
from warehouse.paths import FILE_NAME
from warehouse.reading import open_published

SHOWN = 3
COSTLY = """
select source_id, source_name, row_count, left_out_of_table_name from meta.unmatched_name
where left_out_of_table_name is not null order by row_count desc, source_id, source_name
"""
Name = tuple[str, str, int, str]


def unmatched(workspace: Workspace) -> list[str]:
    """The costliest names, and how many there are and have come since the release before."""
    names = _names(workspace, workspace.home.published)
    if not names:
        return []
    lines = [f"unmatched: {rows} rows of {source_id} name {name!r}, which {table} does without"
             for source_id, name, rows, table in names[:SHOWN]]
    return [*lines, f"unmatched: {len(names)} such names in all{_new(workspace, names)}; see "
                    "meta.unmatched_name"]


def _new(workspace: Workspace, names: list[Name]) -> str:
    """How many names the release before did not have, if its file is still there."""
    current = workspace.publisher.current()
    others = [path for path in workspace.home.releases.glob(f"*/{FILE_NAME}")
              if current and path.parent.name != current.release_id]
    if not others:
        return ""
    before = max(others, key=lambda path: path.stat().st_mtime)
    known = {name[:2] for name in _names(workspace, before)}
    new = [name for name in names if name[:2] not in known]
    told = f", such as {new[0][1]!r} of {new[0][0]}" if new else ""
    return f", {len(new)} new since {before.parent.name}{told}"


def _names(workspace: Workspace, path: Path) -> list[Name]:
    """The names that cost an answer rows in a release; none where it has no such table."""
    try:
        with open_published(workspace.home, path) as con:
            return con.execute(COSTLY).fetchall()
    except (ChipledgerError, duckdb.Error):
        return []
