"""How much each promise costs, as a ratio to a named baseline that is measured in the same run.

Absolute times differ between machines and hours; ratios hardly do. No threshold is set here.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import polars as pl

from benchmarks.engine import measure_event_log, measure_journal, measure_nothing_to_do
from benchmarks.measuring import REPEATS, Measured, median_s, once_s
from benchmarks.plainly import measure_plain_models
from pipelines.workspace import Workspace, clock_of
from schemas import faults
from schemas.columns import column, measure
from schemas.raw import ObservationTable
from warehouse import planning, release
from warehouse.build import Builder
from warehouse.manifest import Manifest
from warehouse.paths import Home
from warehouse.publish import Publisher
from warehouse.reading import open_published
from warehouse.store import content_path
from warehouse.text import aligned

ROWS = 1_000_000
STATUS_ALL = "from control_status_all(date '2025-05-01')"
STATUS_PLAIN = ("from metric.control_status_by_chip_destination_group limit "
                "(select count(*) from control_status_all(date '2025-05-01'))")


def builder_of(home: Path) -> Builder:
    return Workspace.open(Home(home)).builder(clock_of(None, None))


def build_all(home: Path) -> Manifest:
    workspace = Workspace.open(Home(home))
    builder = workspace.builder(clock_of(None, None))
    for name in builder.project.models:
        builder.build(name)
    return release.make(builder, workspace.publisher.current())


def plan(home: Path) -> None:
    planning.plan(builder_of(home), {})


def measure_builds(folder: Path) -> list[Measured]:
    first = once_s(lambda: build_all(folder / "home0"))
    again = median_s(lambda: build_all(folder / "home0"))
    planned = median_s(lambda: plan(folder / "home0"))
    return [
        Measured("second build, nothing changed", again, "first build", first),
        Measured("plan, nothing changed", planned, "first build", first),
        *measure_plain_models(builder_of(folder / "home0"), folder, first),
    ]


def measure_publishing(folder: Path) -> list[Measured]:
    home = Home(folder / "home0")
    workspace = Workspace.open(home)
    manifest = build_all(home.root)
    folders = iter(folder / f"published{number}" for number in range(REPEATS + 1))
    files = iter(folder / f"plain{number}.duckdb" for number in range(REPEATS + 1))

    def publish() -> None:
        Publisher(Home(next(folders)), workspace.store).publish(manifest, 1)

    def create_plainly() -> None:
        with duckdb.connect(str(next(files))) as con:
            parts = {name: manifest.tables[name].parts for name in manifest.published}
            parts |= {name: (content,) for name, content in manifest.meta.items()}
            for name, hashes in parts.items():
                paths = [str(content_path(workspace.store, content)) for content in hashes]
                con.execute(f"create schema if not exists {name.partition('.')[0]}")
                con.execute(f"create table {name} as select * from read_parquet({paths})")

    plain = "plain CREATE TABLE AS of the same Parquet"
    return [Measured("publish", median_s(publish), plain, median_s(create_plainly))]


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
    return [
        Measured("control_status_all for a day", asked, "as many rows of the table read", plain),
        Measured("chipledger explain", explained, "chipledger sql 'select 1'", one),
        questions,
    ]


def measure_questions(con: duckdb.DuckDBPyConnection) -> Measured:
    """What it costs to answer a worked question by copying it from the file: the slowest of all."""
    worked = con.execute("select title, query from meta.example_query where is_worked").fetchall()

    def answered(query: str) -> Callable[[], object]:
        return lambda: con.execute(query).fetchall()

    times = sorted((median_s(answered(query)), title) for title, query in worked)
    slowest_s, title = times[-1]
    return Measured(f"slowest of {len(times)} worked questions: {title}", slowest_s,
                    "the middle one", times[len(times) // 2][0])


class Observed(ObservationTable, name="raw.bench_observed", key=("row_id",), group="bench"):
    """A table like ours: text, numbers with bounds, a closed list, a key."""

    row_id: int = column("Id", ge=0)
    country: str = column("Country", str_matches=r"^[A-Z]{3}$")
    kind: str = column("Kind", isin=["list", "street"])
    price_usd: float = measure("Price")


def observed() -> pl.DataFrame:
    half = ROWS // 2
    return pl.DataFrame({
        "source_id": ["epoch", "seed"] * half,
        "first_snapshot_id": ["0123", "4567"] * half,
        "source_locator": ["row 1", "row 2"] * half,
        "observed_date": [date(2025, 1, 1), date(2025, 1, 2)] * half,
        "row_id": range(ROWS),
        "country": ["USA", "CHN"] * half,
        "kind": ["list", "street"] * half,
        "price_usd": [1.0, 2.0] * half,
    })


def natively(frame: pl.DataFrame) -> None:
    found = frame.select(
        (pl.col("row_id") > pl.col("row_id").shift()).all().alias("unique_key"),
        pl.col("row_id").ge(0).all(),
        pl.col("source_id").str.contains(r"^[a-z0-9_]+$").all(),
        pl.col("country").str.contains(r"^[A-Z]{3}$").all(),
        pl.col("kind").is_in(["list", "street"]).all(),
        pl.col("price_usd").gt(0).all(),
        pl.col("price_usd").is_finite().all().alias("finite"),
        pl.all_horizontal(pl.all().is_not_null().all()).alias("not_null"),
    )
    assert all(found.row(0)), found


def measure_validation() -> list[Measured]:
    frame = observed()
    assert not faults.failures(Observed, frame)
    held = median_s(lambda: faults.failures(Observed, frame))
    native = median_s(lambda: natively(frame))
    return [Measured(f"validation of {ROWS:,} rows", held, "native polars expressions", native)]


def main() -> None:
    """Measure everything and print one table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        measured = [*measure_builds(folder), *measure_publishing(folder), *measure_status(folder)]
        measured += measure_nothing_to_do(Home(folder / "home0"))
    measured += [*measure_validation(), *measure_journal(), *measure_event_log()]
    header = ("promise", "ms", "baseline", "ms", "ratio")
    for line in aligned([header, *(found.cells() for found in measured)], [1, 3, 4]):
        print(line)


if __name__ == "__main__":
    main()
