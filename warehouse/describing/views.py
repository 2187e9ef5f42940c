"""What the columns of a view mean: said in its file, or what the column of that name in a table means.

Which views there are is for dictionary.py; creating them is for publish.py.
"""

from __future__ import annotations

from schemas import base
from warehouse.errors import ChipledgerError
from warehouse.project import sql
from warehouse.project.models import SqlFile


def columns_of(file: SqlFile) -> dict[str, str]:
    """The meaning of each column; raises ChipledgerError for one that nothing explains."""
    known = _named_alike(file)
    found = {name: file.header.get(name, known.get(name, "")) for name in sql.selects(file.text, file.path)}
    silent = [name for name, text in found.items() if not text]
    if silent:
        raise ChipledgerError(
            f"{file.path}: nothing says what {', '.join(silent)} is; write `-- {silent[0]}: ...` at "
            "the top")
    return found


def _named_alike(file: SqlFile) -> dict[str, str]:
    """What columns mean in the tables the view reads, by name; the first table read wins."""
    tables = base.registered()
    found: dict[str, str] = {}
    for read in file.reads:
        for column in base.columns(tables[read]) if read in tables else ():
            found.setdefault(column.name, column.description)
    return found
