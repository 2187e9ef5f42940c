"""Marks of intervals that a class declares, added to the query of its table: no file writes them.

Statistics in Python mark theirs in pipelines/statistics/kit/published.py; a test holds both to one rule.
"""

from __future__ import annotations

import re
from dataclasses import replace

from schemas import base, quoting
from schemas.base import Table
from warehouse.project import sql
from warehouse.project.models import Model, SqlRecipe

CONSTANTS = "core.model_constant"
HEAD = re.compile(r"\A(?:--.*\n)*")
TEXT = """{head}with unmarked as (
{body}
)

select
    {columns}
from unmarked
{limits}
"""
LIMIT = "left join core.model_constant as {0} on {0}.constant_id = '{0}'"


def limits(table: type[Table]) -> tuple[str, ...]:
    """The constants that the marks of a table need."""
    return quoting.limits(value for values in base.marks(table).values() for value in values)


def marked(model: Model) -> Model:
    """The model with what its class says of intervals: whether they say enough to be quoted alone."""
    if not isinstance(model.recipe, SqlRecipe) or not base.marks(model.table):
        return model
    file = model.recipe.text
    recipe = replace(model.recipe, text=_text(model.table, file), given=file)
    named = {*model.only.get(CONSTANTS, ()), *limits(model.table)}
    reads_all = CONSTANTS in model.reads and CONSTANTS not in model.only
    only = model.only if reads_all else {**model.only, CONSTANTS: tuple(sorted(named))}
    return replace(model, recipe=recipe, reads=tuple(sorted({*model.reads, CONSTANTS})), only=only)


def _text(table: type[Table], file: str) -> str:
    """The file's query as a step, its header in front; its columns with the marks at their places."""
    marks, head = base.marks(table), HEAD.findall(file)[0]
    shown = [f"{_mark(marks[c.name])} as {c.name}" if c.name in marks else f"unmarked.{c.name}"
             for c in base.columns(table)]
    body = sql.bare(file.removeprefix(head))
    return TEXT.format(head=head, body=body, columns=",\n    ".join(shown),
                       limits="\n".join(map(LIMIT.format, limits(table))))


def _mark(values: tuple[str, ...]) -> str:
    """Of several intervals each that a row has; NULL where it has none that begins above zero."""
    narrow = [f"case when unmarked.{name}_low > 0\n        then log10(unmarked.{name}_high / "
              f"unmarked.{name}_low) <= {quoting.widest_of(name)}.value end" for name in values]
    return narrow[0] if len(narrow) == 1 else f"least({', '.join(narrow)})"
