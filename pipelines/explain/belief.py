"""The tables an explanation reads, as they could be believed on an earlier day, not published.

They are built in the store under their fingerprints, as any build does, so that asking again is
quick; what analysts open stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import duckdb

from pipelines.explain.answer import Explanation, Question
from pipelines.explain.gather import TABLES, explain
from pipelines.workspace import Workspace, clock_of
from warehouse.building.build import Builder, inputs
from warehouse.errors import ChipledgerError
from warehouse.paths import Home
from warehouse.project import engine
from warehouse.project.models import Project
from warehouse.storage import waits

MACROS = ("things_of", "asked_name", "list_reaches", "asked_party", "asked_exporter",
          "party_plain_names", "asked_seat", "authorised_by", "prevailing_answer")
"""What an explanation calls beside what every query may, those first on which others stand."""


def as_known(
    home: Home, question: Question, known_at: date, say: Callable[[str], None]
) -> Explanation:
    """The answer as it could be believed by the end of a day; `say` hears what takes time."""
    with believed(Workspace.open(home), known_at, TABLES, say) as con:
        if not con.execute("select count(*) from core.item").fetchall()[0][0]:
            raise ChipledgerError(f"no chip was known on {known_at}; ask for a later day")
        return replace(explain(con, question), belief=known_at, known_to=known_at)


@contextmanager
def believed(
    workspace: Workspace, known_at: date, tables: Iterable[str], say: Callable[[str], None]
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection on which these tables hold the belief of a day; builds what is not built yet."""
    builder = built(workspace, known_at, tables, say)
    con = engine.connect()
    try:
        for name in tables:
            engine.create_view(con, name, builder.get(name).paths(workspace.store))
        for name in MACROS:
            con.execute(builder.project.macros[name].text)
        yield con
    finally:
        con.close()


def built(
    workspace: Workspace, known_at: date, tables: Iterable[str], say: Callable[[str], None]
) -> Builder:
    """A builder of the belief of a day that has built these tables and all they are made from."""
    builder = workspace.builder(clock_of(known_at.isoformat(), None))
    wanted = needed(builder.project, tables)
    with workspace.store.lock("refresh", waits.PERSON_S, say):
        missing = [name for name in wanted if builder.find(name) is None]
        if missing:
            say(f"building {len(missing)} tables as known on {known_at}; nothing is published")
        for name in wanted:
            _build(builder, name, known_at)
    return builder


def _build(builder: Builder, name: str, known_at: date) -> None:
    found, _ = builder.build(name)
    if not found.is_sound:
        raise ChipledgerError(
            f"{name} cannot be built as known on {known_at}: {found.first_failure()}")


def needed(project: Project, tables: Iterable[str]) -> list[str]:
    """These tables and all they are made from, inputs first."""
    seen: dict[str, None] = {}

    def visit(name: str) -> None:
        if name in seen:
            return
        for read in inputs(project, project.models[name]):
            visit(read)
        seen[name] = None

    for name in tables:
        visit(name)
    return list(seen)
