"""Where the files of the project lie, by the one name of a table, check or macro."""

from pathlib import Path

from warehouse.paths import SQL_ROOT


def sql_path(name: str) -> Path:
    """The file of `layer.stem`, in whichever group's folder it stands."""
    layer, _, stem = name.partition(".")
    (path,) = (SQL_ROOT / layer).rglob(f"{stem}.sql")
    return path
