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
    units, fit = base.mark_units(table), quoting.FIT if base.mark_points(table) else ()
    return tuple(sorted({*fit, *(constant for mark, values in base.marks(table).items()
                                 for constant in quoting.limits(values, units.get(mark)))}))


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
    marks, units, head = base.marks(table), base.mark_units(table), HEAD.findall(file)[0]
    names = {c.name for c in base.columns(table)}
    whole = f" and not unmarked.{quoting.INCOMPLETE}" if quoting.INCOMPLETE in names else ""
    points = base.mark_points(table)
    given = {mark: _mark(values, units.get(mark)) + whole + _fit(points.get(mark))
             for mark, values in marks.items()}
    shown = [f"{given[c.name]} as {c.name}" if c.name in given
             else f"unmarked.{c.name}" for c in base.columns(table)]
    body = sql.bare(file.removeprefix(head))
    return TEXT.format(head=head, body=body, columns=",\n    ".join(shown),
                       limits="\n".join(map(LIMIT.format, limits(table))))


def _mark(values: tuple[str, ...], unit: str | None) -> str:
    """Of several intervals each that a row has; NULL where it has none."""
    narrow = [_by_unit(value, unit) if unit else _is_narrow(value, quoting.limit_of(value))
              for value in values]
    return narrow[0] if len(narrow) == 1 else f"least({', '.join(narrow)})"


def _fit(points: str | None) -> str:
    """Of a fit also whether its points are enough, and over time enough."""
    fewest, shortest = quoting.FIT
    return f" and unmarked.{points} >= {fewest}.value" \
           f" and unmarked.last_date - unmarked.first_date >= {shortest}.value * 365.25" if points else ""


def _by_unit(value: str, unit: str) -> str:
    """The mark of a value whose kind its row says."""
    kinds = "".join(f"\n        when regexp_matches(unmarked.{unit}, '{limit.words}')"
                    f" then {_is_narrow(value, limit)}" for limit in quoting.LIMITS[:-1])
    return f"case{kinds}\n        else {_is_narrow(value, quoting.LIMITS[-1])} end"


def _is_narrow(value: str, limit: quoting.Limit) -> str:
    """Whether both ends are on one side of zero, or of one where odds are compared, and near enough."""
    low, high = f"unmarked.{value}_low", f"unmarked.{value}_high"
    ends = (f"({high} / (1 - {high})) / ({low} / (1 - {low}))" if limit.is_of_odds else f"{high} / {low}")
    has_width = f"{low} > 0 and {high} < 1" if limit.is_of_odds else f"{low} * {high} > 0"
    return (f"case when {low} = {high} then true when {has_width} then abs(log10({ends})) "
            f"<= {limit.constant}.value when {low} < {high} then false end")
