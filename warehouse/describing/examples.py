"""Where to begin: example queries, and the list of views and macros that a newcomer reads first.

What columns mean stands in dictionary.py.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from schemas import base
from schemas.base import Table
from warehouse.describing.dictionary import Macro, frame, said
from warehouse.project import sql
from warehouse.project.models import Model, Project, SqlRecipe

FIRST = "find"
"""The macro that a newcomer needs before all others: by which name what stands where."""
READ_NEXT = (
    ("meta.example_query", "Worked questions under subjects, each with a query to copy",
     "select subject, title, query from meta.example_query where is_worked order by subject, title"),
    ("meta.column", "What every column means: unit, type, what it is made from, whose data",
     "select column_name, unit, description from meta.column where table_name = 'core.chip'"),
    ("meta.allowed_value", "What every value of a category means",
     "select value, meaning from meta.allowed_value where column_name = 'status_text' limit 20"),
    ("meta.source", "Who publishes what, under which licence, and how far it is known",
     "select title, publisher, licence from meta.source"),
    ("show all tables", "Every table of the file, also those of other schemas", "show all tables"),
)
"""What to read after the views and macros."""


@dataclass(frozen=True)
class Example:
    """A query to start from, with the file or class that states it."""

    about: str
    subject: str
    question: str
    query: str
    path: Path


def of_models(project: Project) -> list[Example]:
    """The example queries of published tables, from header or class; each macro has its own."""
    found = [example for model in project.published() if (example := _of_model(model))]
    return found + [_of_class(table) for name, table in sorted(base.registered().items())
                    if base.info(table).layer in base.SAID_LAYERS and name not in project.models
                    and base.info(table).example]


def _of_class(table: type[Table]) -> Example:
    about = base.info(table)
    path = Path(f"the class of {about.name}")
    return Example(about.name, about.group, about.question, about.example, path)


def _of_model(model: Model) -> Example | None:
    about, path = base.info(model.table), Path(f"the class of {model.name}")
    header: Mapping[str, str] = {"question": about.question, "example": about.example}
    if isinstance(model.recipe, SqlRecipe) and not about.example:
        path = model.recipe.path
        header = sql.header(model.recipe.text, path)
    if not header.get("example"):
        return None
    question, query = said(header, ("question", "example"), path)
    return Example(model.name, about.group, question, query, path)


def example_rows(
    project: Project, macros: Sequence[Macro], empty: Collection[str] = ()
) -> list[tuple[Any, ...]]:
    """meta.example_query: worked questions, and what tables and macros show of themselves.

    The example of a macro that needs the rows of an empty table is left out.
    """
    rows: list[tuple[Any, ...]] = [
        (q.subject, q.title, q.question, q.query, None, True) for q in project.questions]
    rows += [(m.group, m.name, m.description, m.example, m.name, False) for m in macros
             if m.kind != "value" and m.needs not in empty]
    return rows + [(e.subject, e.about, e.question, e.query, e.about, False) for e in of_models(project)]


def start_frame(macros: Sequence[Macro]) -> pl.DataFrame:
    """meta.start_here: how to find names, the plain views, then the macros, then where to read on."""
    shown = sorted((m for m in macros if m.kind != "value" and m.name != "help"),
                   key=lambda m: (m.name != FIRST, m.kind != "view", m.name))
    rows = [(_call(m), m.description, m.example) for m in shown]
    return frame("meta.start_here", [(n, *row) for n, row in enumerate([*rows, *READ_NEXT], 1)])


def _call(macro: Macro) -> str:
    return macro.name if macro.kind == "view" else f"{macro.name}({', '.join(macro.parameters)})"
