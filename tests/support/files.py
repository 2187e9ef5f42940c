"""Where the files of the project lie and what they say, by the one name of a table, check or macro."""

from pathlib import Path

from pipelines.project import project
from warehouse.paths import SQL_ROOT
from warehouse.project.models import SqlRecipe


def sql_path(name: str) -> Path:
    """The file of `layer.stem`, in whichever group's folder it stands."""
    layer, _, stem = name.partition(".")
    (path,) = (SQL_ROOT / layer).rglob(f"{stem}.sql")
    return path


def sql_text(name: str) -> str:
    """The query of `layer.stem` as it runs: a table's class adds columns to what its file says."""
    if name.startswith(("check.", "macro.")):
        return sql_path(name).read_text("utf-8")
    recipe = project().models[name].recipe
    assert isinstance(recipe, SqlRecipe)
    return recipe.text
