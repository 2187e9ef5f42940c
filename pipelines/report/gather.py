"""Asking the published file what each chart wants to know, and the release before it what changed.

What is made of the answers does not belong here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import polars as pl

from pipelines.report.chart import Answer, Chart
from pipelines.report.charts import SECTIONS
from warehouse.errors import ChipledgerError
from warehouse.paths import FILE_NAME, SQL_ROOT, Home
from warehouse.project import engine
from warehouse.project.loading import load_files
from warehouse.releasing.reading import releases

FOLDER = "report"
EMPTY_EARLIER = (
    "create schema previous.meta",
    "create table previous.meta.table_version as from meta.table_version limit 0",
)
"""What stands in for the release before where there is none."""


@dataclass(frozen=True)
class Release:
    """Which release the report speaks of."""

    release_id: str
    as_of_date: str
    as_known_at: str | None


@contextmanager
def opened(published: Path, earlier: Path | None) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published file as `warehouse`, and the one before it as `previous`."""
    if not published.exists():
        raise ChipledgerError(f"there is no warehouse at {published} yet; run `chipledger refresh`")
    with duckdb.connect(":memory:") as con:
        con.execute("set TimeZone = 'UTC'")
        con.execute("set enable_progress_bar = false")
        con.execute(f"attach '{_quoted(published)}' as warehouse (read_only)")
        before = f"'{_quoted(earlier)}' as previous (read_only)" if earlier else "':memory:' as previous"
        con.execute(f"attach {before}")
        con.execute("use warehouse")
        for statement in () if earlier else EMPTY_EARLIER:
            con.execute(statement)
        yield con


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def earlier_file(home: Home) -> Path | None:
    """The file of the release made before the published one, where it is still kept."""
    lines = releases(home)
    now = next((line for line in lines if line.is_current), None)
    before = [line for line in lines if line.has_file and now and line.created_at < now.created_at]
    return home.releases / before[0].release_id / FILE_NAME if before else None


def asked(home: Home) -> tuple[Release, dict[str, Answer]]:
    """The published release, and what it answers to every chart."""
    earlier = earlier_file(home)
    with opened(home.published, earlier) as con:
        release, found = release_of(con), answers(con)
    return release, with_before(found, earlier) if earlier else found


def with_before(found: dict[str, Answer], earlier: Path) -> dict[str, Answer]:
    """The same answers, each knowing the sentence that an earlier file gives to the same chart."""
    with opened(earlier, None) as con:
        before = answers(con)
    return {name: replace(answer, before=before[name].finding) for name, answer in found.items()}


def release_of(con: duckdb.DuckDBPyConnection) -> Release:
    """The release of the file."""
    found = con.execute("select release_id, cast(as_of_date as varchar), cast(as_known_at as varchar)"
                        " from meta.release limit 1").fetchone()
    if found is None:
        raise ChipledgerError("the published file does not say which release it is; refresh it")
    return Release(*found)


def answers(con: duckdb.DuckDBPyConnection) -> dict[str, Answer]:
    """The answer to every chart's query, by the chart's name."""
    files = load_files(SQL_ROOT, FOLDER)
    charts = [chart for section in SECTIONS for chart in section.charts]
    return {chart.name: answer(con, chart, files[chart.name].text) for chart in charts}


def answer(con: duckdb.DuckDBPyConnection, chart: Chart, text: str) -> Answer:
    """What the warehouse says; what an older file lacks is told, and breaks no page."""
    try:
        return Answer(chart, text, engine.query(con, text))
    except (duckdb.CatalogException, duckdb.BinderException) as fault:
        said = str(fault).splitlines()[0].partition(": ")[2]
        return Answer(chart, text, pl.DataFrame(), f"This release cannot answer: {said}.")
