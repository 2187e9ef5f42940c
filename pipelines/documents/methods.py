"""docs/methods.md: a section per family of metrics, what is computed, on what it rests, where it ends.

The words stand in methods/; which tables and assumptions belong to a family is said by the classes
and recipes. What single columns mean is for dictionary.py.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from schemas import base
from warehouse.describing.dictionary import METHOD
from warehouse.project.marking import CONSTANTS
from warehouse.project.models import Model, Project, SeedRecipe

FOLDER = Path(__file__).with_name("methods")
HEAD = """\
# Methods

A section for each family of metrics: the question, the formula in plain words, what is assumed, and
what the answer does not say. Comments of tables name the family, such as (M05). Unknown is NULL with
its reason, never 0; intervals are 5 to 95 % unless a column says otherwise; days through which the
data reach stand in each row. What is assumed stands in `core.model_constant`, with its document.
"""


def families() -> dict[str, str]:
    """The text of each family by its id; the first line is its title."""
    return {path.stem: path.read_text("utf-8") for path in sorted(FOLDER.glob("M*.md"))}


def named_by(project: Project) -> dict[str, list[Model]]:
    """The tables whose class names a family, by its id."""
    found: dict[str, list[Model]] = {}
    for _, model in sorted(project.models.items()):
        for family in dict.fromkeys(METHOD.findall(model.table.__doc__ or "")):
            found.setdefault(family, []).append(model)
    return found


def render(project: Project) -> str:
    """The page, in Markdown."""
    constants, named = _constants(project), named_by(project)
    lines = [HEAD]
    for family, text in families().items():
        title, _, body = text.partition("\n")
        lines += [f"## {family} {title.removeprefix('# ')}", body]
        lines += _tables(named.get(family, []))
        lines += _assumed(named.get(family, []), constants)
    return "\n".join(lines).rstrip() + "\n"


def _tables(models: list[Model]) -> Iterator[str]:
    if models:
        shown = [f"`{m.name}`" for m in models if base.info(m.table).is_published]
        yield f"**Tables.** {', '.join(shown or [f'`{m.name}`' for m in models])}\n"


def _assumed(models: list[Model], constants: Mapping[str, str]) -> Iterator[str]:
    ids = sorted({name for model in models for name in model.only.get(CONSTANTS, ())})
    if ids:
        yield "| assumption | value | range |\n|---|---:|---|"
        yield from (constants[name] for name in ids)
        yield ""


def _constants(project: Project) -> dict[str, str]:
    """Each assumption as a row of a table."""
    recipe = project.models["seed.model_constant"].recipe
    text = recipe.text if isinstance(recipe, SeedRecipe) else ""
    return {row["constant_id"]: f"| `{row['constant_id']}`: {row['constant_name']} | {row['value']} "
                                f"{row['unit']} | {_range(row)} |"
            for row in csv.DictReader(io.StringIO(text))}


def _range(row: Mapping[str, str]) -> str:
    return f"{row['value_low']} to {row['value_high']}" if row["value_low"] else ""
