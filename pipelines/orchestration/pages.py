"""What the page of an asset says before anything has run: meaning, grain, inputs, recipe, terms.

What a run tells of a table does not belong here.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import dagster as dg

from pipelines.source import Source
from schemas import base
from warehouse.building.build import inputs
from warehouse.describing import dictionary
from warehouse.project.models import (
    Model,
    Project,
    PythonRecipe,
    RawRecipe,
    SeedRecipe,
    SqlFile,
    SqlRecipe,
)

OWNERS = ("team:chipledger",)
KEPT_ONLY = "Only kept releases exist; take them in with `chipledger ingest-archive`."
STOPS = "Blocking: while a row breaks this, no release is published."
WARNS = "A warning: a release is published all the same."


def table_description(project: Project, model: Model) -> str:
    """Meaning, grain and inputs of a table, with what each input is."""
    key = ", ".join(f"`{name}`" for name in base.info(model.table).key)
    read = [f"* `{name}`: {_first_sentence(project.models[name])}" for name in inputs(project, model)]
    made_of = "\n".join(["**Made of**\n", *read]) if read else "**Made of** no other table"
    meaning = dictionary.table_comment(model.table).replace("\n", "\n\n")
    return f"`{model.name}`\n\n{meaning}\n\n**Key** {key}\n\n{made_of}"


def _first_sentence(model: Model) -> str:
    comment = dictionary.table_comment(model.table).partition("\n")[0]
    return comment.partition(". ")[0].rstrip(".")


def table_page(model: Model) -> Mapping[str, Any]:
    """The recipe of a table, with a link to its file, and the name under which analysts ask for it."""
    found: dict[str, object] = {"dagster/table_name": model.name}
    if isinstance(model.recipe, SqlRecipe):
        return found | _recipe(model.recipe.path, 1, f"```sql\n{model.recipe.text}\n```")
    if isinstance(model.recipe, SeedRecipe):
        said = f"Rows by hand, each with its document, in `{model.recipe.path.name}`."
        return found | _recipe(model.recipe.path, 1, said)
    function = _function(model)
    if function is None:
        return found
    lines, first = inspect.getsourcelines(function)
    path = Path(inspect.getsourcefile(function) or "")
    return found | _recipe(path, first, f"```python\n{''.join(lines)}\n```")


def _function(model: Model) -> Any:
    """The Python that makes a table, or reads the publisher's file."""
    recipe = model.recipe
    function: Any = None
    if isinstance(recipe, PythonRecipe):
        function = recipe.function
    elif isinstance(recipe, RawRecipe):
        function = recipe.source.parse
    while isinstance(function, partial):
        function = function.func
    return function


def _recipe(path: Path, line: int, text: str) -> dict[str, object]:
    place = dg.LocalFileCodeReference(file_path=str(path), line_number=line, label=path.name)
    return {"recipe": dg.MetadataValue.md(text),
            "dagster/code_references": dg.CodeReferencesMetadataValue(code_references=[place])}


def kinds(model: Model) -> set[str]:
    """What a table is and what makes it; at most three, as Dagster shows no more."""
    if isinstance(model.recipe, SqlRecipe):
        return {model.layer, "sql", "duckdb"}
    if isinstance(model.recipe, PythonRecipe):
        return {model.layer, "python", "polars"}
    if isinstance(model.recipe, SeedRecipe):
        return {"seed", model.recipe.path.suffix.removeprefix(".")}
    return {model.layer, "polars"}


def source_description(source: Source) -> str:
    """Whose file it is and on which terms, and how often it is asked for."""
    where = f"[{source.url}]({source.url})" if source.url else KEPT_ONLY
    often = "day" if source.cadence_days == 1 else f"{source.cadence_days:g} days"
    asked = f"\n\nAsked every {often}." if source.url else ""
    return (f"{source.title} by {source.publisher}.\n\n{where}\n\n**Licence** {source.licence}\n\n"
            f"**Cite as** {source.citation}{asked}")


def source_page(source: Source) -> Mapping[str, Any]:
    """The terms of a publisher's file."""
    terms = {"publisher": source.publisher, "licence": source.licence, "citation": source.citation,
             "cadence_days": source.cadence_days, "knowledge_rule": source.knowledge_rule}
    return {**terms, "url": dg.MetadataValue.url(source.url)} if source.url else terms


def check_description(check: SqlFile, *, is_blocking: bool) -> str:
    """What a check holds, and what it means for a release that it does not."""
    said = check.header.get("description", check.name.replace("_", " "))
    return f"{STOPS if is_blocking else WARNS} It holds that {said}."
