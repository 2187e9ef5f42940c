"""What status says of names that match nothing: those that an answer does without, costliest first.

All of them, with what each is a name of, stand in meta.unmatched_name.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb

from pipelines.workspace import Workspace
from warehouse.errors import ChipledgerError
from warehouse.paths import FILE_NAME
from warehouse.releasing.reading import open_published

SHOWN = 3
PROPOSALS_SHOWN = 60
COSTLY = """
select source_id, source_name, row_count, left_out_of_table_name from meta.unmatched_name
where left_out_of_table_name is not null order by row_count desc, source_id, source_name
"""
PROPOSED = """
select source_id, source_name, proposed_id, proposal_basis, first_seen_date from meta.unmatched_name
where proposed_id is not null
order by proposal_basis, left_out_of_table_name is null, row_count desc, source_id, source_name
"""
Name = tuple[str, str, int, str]
Proposal = tuple[str, str, str, str, date | None]


def unmatched(workspace: Workspace) -> list[str]:
    """The costliest names, and how many there are and have come since the release before."""
    names = _names(workspace, workspace.home.published)
    if not names:
        return []
    lines = [f"unmatched: {rows} rows of {source_id} name {name!r}, which {table} does without"
             for source_id, name, rows, table in names[:SHOWN]]
    return [*lines, f"unmatched: {len(names)} such names in all{_new(workspace, names)}; see "
                    "meta.unmatched_name"]


def proposals(workspace: Workspace) -> list[str]:
    """What names may mean that match nothing; a person decides by an alias.

    Records that were renamed come first, since they may count twice; then the costliest names.
    """
    try:
        with open_published(workspace.home) as con:
            return told(con.execute(PROPOSED).fetchall())
    except (ChipledgerError, duckdb.Error):
        return []


def told(found: list[Proposal]) -> list[str]:
    """A line for each of the first names, and how many more there are."""
    lines = [f"proposed: {name!r} of {source_id} may be {proposed} ({basis}"
             f"{f', first seen {first}' if first else ''}); an alias would say so"
             for source_id, name, proposed, basis, first in found[:PROPOSALS_SHOWN]]
    more = len(found) - len(lines)
    return [*lines, f"proposed: {more} more; see meta.unmatched_name"] if more else lines


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
    example = f", such as {new[0][1]!r} of {new[0][0]}" if new else ""
    return f", {len(new)} new since {before.parent.name}{example}"


def _names(workspace: Workspace, path: Path) -> list[Name]:
    """The names that cost an answer rows in a release; none where it has no such table."""
    try:
        with open_published(workspace.home, path) as con:
            return con.execute(COSTLY).fetchall()
    except (ChipledgerError, duckdb.Error):
        return []
