"""docs/dictionary.md: every table of the published file and what each of its columns means.

What the file itself says of its columns, meta.column, is made from the same classes.
"""

from __future__ import annotations

from collections.abc import Iterator

from schemas import base
from schemas.base import Table
from schemas.columns import UNITS, unit_of
from warehouse.describing.dictionary import read_macros, table_comment
from warehouse.project.models import Project
from warehouse.releasing.release import published_classes

HEAD = """\
# Dictionary

Views in plain words first, then every table of the published file by schema. A key is in bold; a
unit is the last part of a name. What the words of a category mean stands in `meta.allowed_value`,
what a column is made from in `meta.column`, how metrics are computed in [methods](methods.md).
"""
LAYERS = {"core": "what is so", "step": "steps of a calculation", "metric": "what follows from it",
          "meta": "what a release says of itself", "history": "what was ever said, and when"}


def render(project: Project) -> str:
    """The page, in Markdown."""
    tables = published_classes(project)
    lines = [HEAD, "## Views: what to look at first", "", *_views(project)]
    for layer, about in LAYERS.items():
        lines += [f"## Schema {layer}: {about}", ""]
        for name, table in sorted(tables.items()):
            if base.info(table).layer == layer:
                lines += _table(name, table)
    return "\n".join(lines).rstrip() + "\n"


def _views(project: Project) -> Iterator[str]:
    for macro in sorted(read_macros(project), key=lambda macro: macro.name):
        if macro.kind == "view":
            yield f"### {macro.name}\n\n{macro.description}\n\n| column | means |\n|---|---|"
            yield from (f"| {name} | {_cell(text)} |" for name, text in macro.columns.items())
            yield ""


def _table(name: str, table: type[Table]) -> Iterator[str]:
    said = table_comment(table).replace("\n", "\n\n")
    yield f"### {name}\n\n{said}\n\n| column | type | unit | means |\n|---|---|---|---|"
    for column in base.columns(table):
        unit = unit_of(column.name)
        shown = f"**{column.name}**" if column.name in base.info(table).key else column.name
        yield (f"| {shown} | {column.duckdb_type} | {UNITS[unit] if unit else ''} | "
               f"{_cell(column.description)} |")
    yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
