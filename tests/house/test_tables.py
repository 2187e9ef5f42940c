"""No table without a reader: each is published, or another table, check or macro reads it."""

from pipelines.project import project
from schemas import base
from warehouse.building import corrections
from warehouse.telling import answers, unmatched


def test_every_table_is_published_or_read() -> None:
    found = project()
    files = [*found.checks.values(), *found.all_row_checks(), *found.macros.values()]
    read = {name.removeprefix("previous.") for file in files for name in file.reads}
    read |= {name for model in found.models.values() for name in model.reads}
    read |= {corrections.SEED, answers.COUNTS, unmatched.NAMES}
    unread = {n for n, m in found.models.items() if not base.info(m.table).is_published} - read
    assert not unread, f"read these, publish them, or let them go: {sorted(unread)}"


def test_a_step_is_published_only_where_a_macro_or_an_explanation_reads_it() -> None:
    from pipelines.explain.gather import TABLES

    found = project()
    read = {name for file in found.macros.values() for name in file.reads} | set(TABLES)
    shown = {n for n, m in found.models.items()
             if n.startswith("step.") and base.info(m.table).is_published}
    assert shown <= read, f"internal, and nobody reads them: {sorted(shown - read)}"
