"""What analysts wait for: the law asked of the published file, and the questions of the cookbook."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb

from benchmarks import promises
from benchmarks.builds import build_all
from benchmarks.measuring import Measured, median_s, timed
from pipelines.workspace import Workspace
from warehouse.paths import Home
from warehouse.releasing.reading import open_published

STATUS_ALL = "from control_status_all(date '2025-05-01')"
STATUS_PLAIN = ("from metric.control_status_by_chip_destination_group limit "
                "(select count(*) from control_status_all(date '2025-05-01'))")


def measure_status(folder: Path) -> list[Measured]:
    """What analysts ask of the law, on the published file of the builds."""
    home = Home(folder / "home0")
    workspace = Workspace.open(home)
    workspace.publisher.publish(build_all(home.root), workspace.publisher.turns.draw())
    environment = {**os.environ, "CHIPLEDGER_HOME": str(home.root)}

    def command(*words: str) -> None:
        subprocess.run([sys.executable, "-c", "from pipelines.cli import main; main()", *words],
                       env=environment, check=True, capture_output=True)

    with open_published(home) as con:
        asked = median_s(lambda: con.execute(STATUS_ALL).fetchall())
        plain = median_s(lambda: con.execute(STATUS_PLAIN).fetchall())
        questions = measure_questions(con)
    explained = median_s(lambda: command("explain", "H20", "--to", "CHN", "--on", "2025-05-01"))
    one = median_s(lambda: command("sql", "select 1"))
    return [timed(promises.STATUS, asked, plain), timed(promises.EXPLAIN, explained, one), questions]


def measure_questions(con: duckdb.DuckDBPyConnection) -> Measured:
    """What it costs to answer a worked question by copying it from the file: the slowest of all."""
    worked = con.execute("select title, query from meta.example_query where is_worked").fetchall()

    def answered(query: str) -> Callable[[], object]:
        return lambda: con.execute(query).fetchall()

    times = sorted((median_s(answered(query)), title) for title, query in worked)
    slowest_s, title = times[-1]
    return timed(promises.QUESTION, slowest_s, times[len(times) // 2][0],
                 f"of {len(times)}, {title!r}")
