"""No table without a reader: each is published, or another table, check or macro reads it; and none
that a file makes by repeating another."""

from sqlglot import exp

from pipelines.project import project
from schemas import base
from warehouse.building import corrections
from warehouse.project import syntax
from warehouse.project.models import SqlRecipe
from warehouse.telling import answers, unmatched


def test_every_table_is_published_or_read() -> None:
    found = project()
    files = [*found.checks.values(), *found.all_row_checks(), *found.macros.values()]
    read = {name.removeprefix("previous.") for file in files for name in file.reads}
    read |= {name for model in found.models.values() for name in model.reads}
    read |= {corrections.SEED, answers.COUNTS, unmatched.NAMES}
    unread = {n for n, m in found.models.items() if not base.info(m.table).is_published} - read
    assert not unread, f"read these, publish them, or let them go: {sorted(unread)}"


def test_a_step_is_published_only_where_a_macro_a_check_or_an_explanation_reads_it() -> None:
    from pipelines.explain.gather import TABLES

    found = project()
    files = [*found.macros.values(), *found.checks.values()]
    read = {name for file in files for name in file.reads} | set(TABLES)
    shown = {n for n, m in found.models.items()
             if n.startswith("step.") and base.info(m.table).is_published}
    assert shown <= read, f"internal, and nobody reads them: {sorted(shown - read)}"


def test_no_file_makes_a_table_whose_rows_only_repeat_another() -> None:
    """A class that `copies` says it once; a file would say each column again."""
    models = project().models
    found = [name for name, model in models.items()
             if isinstance(model.recipe, SqlRecipe) and model.recipe.path.suffix == ".sql"
             and only_repeats(syntax.parse(model.recipe.text),
                              {part for read in model.reads for part in base.info(models[read].table).key})]
    assert not found, f"let the class say `copies=` and delete the file: {found}"


def only_repeats(query: exp.Expr, key: set[str]) -> bool:
    """Whether a query picks columns of one table, each under its own name, and does nothing else.

    One that says `distinct` and leaves out a part of that table's key makes other rows of it.
    """
    said = {name for name, part in query.args.items() if part}
    is_picked = said <= {"expressions", "from_", "distinct"} and all(
        isinstance(part, exp.Column | exp.Star) for part in query.expressions)
    picked = {part.name for part in query.expressions}
    return is_picked and ("distinct" not in said or "*" in picked or key <= picked)
