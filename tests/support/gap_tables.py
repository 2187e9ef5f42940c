"""Tables of the gap metrics on a handful of rows, made by the project's own queries and recipes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import polars as pl

from pipelines.project import project
from schemas import base
from schemas.assumptions.model_constant import SeedModelConstant
from schemas.base import Table, faults
from schemas.benchmarks.benchmark_score import CoreBenchmarkScore
from schemas.costs.run_utilization import RunUtilization
from schemas.countries.country_pair import SeedCountryPair
from schemas.countries.country_rollup import SeedCountryRollup
from schemas.gap.trend_exclusion import SeedTrendExclusion
from schemas.gap.trend_window import SeedTrendWindow
from schemas.quality.coverage import SUBJECTS, CoreCoverage
from schemas.quality.word_set import SeedWordSet
from tests.support.made_frames import create_table
from warehouse.building import slices
from warehouse.paths import SQL_ROOT
from warehouse.project import engine
from warehouse.project.models import Model, PythonRecipe, SqlRecipe
from warehouse.rows.seeds import read_seed

Row = Mapping[str, Any]
SEEDS = (SeedCountryPair, SeedCountryRollup, SeedTrendWindow, SeedTrendExclusion, SeedModelConstant,
         SeedWordSet)


def frame_of(table: type[Table], rows: Sequence[Row]) -> pl.DataFrame:
    """Rows of a class; what is not said is NULL."""
    schema = {c.name: c.dtype for c in base.columns(table)}
    return pl.DataFrame([{name: row.get(name) for name in schema} for row in rows], schema=schema)


class Tables:
    """Tables by name: given ones, bundled ones, and what is made of them."""

    def __init__(self, until: date = date(2025, 12, 31), **constants: float) -> None:
        """Known up to a day; some assumptions may be changed to a point of another value."""
        self.frames: dict[str, pl.DataFrame] = {
            "seed.build_date": pl.DataFrame({"as_of_date": [until], "complete_month_end_date": [until]}),
            "core.coverage": frame_of(CoreCoverage, [
                {"coverage_id": subject, "subject": subject, "data_through_date": until}
                for subject in SUBJECTS]),
            "step.run_utilization": frame_of(RunUtilization, []),
            **bundled(),
        }
        for constant_id, value in constants.items():
            self._assume(constant_id, value)

    def _assume(self, constant_id: str, value: float) -> None:
        changed = pl.col("constant_id") == constant_id
        self.frames["core.model_constant"] = self.frames["core.model_constant"].with_columns(
            pl.when(changed).then(value).otherwise("value").alias("value"))

    def given(self, table: type[Table], rows: Sequence[Row]) -> pl.DataFrame:
        """Put in some rows of a class."""
        name = base.info(table).name
        self.frames[name] = frame_of(table, rows)
        if table is CoreBenchmarkScore:
            self._cover_scales(rows)
        return self.frames[name]

    def _cover_scales(self, scores: Sequence[Row]) -> None:
        """Each scale is known up to its newest believed score."""
        last: dict[str, date] = {}
        for row in scores:
            if row["is_chosen"] and row["release_date"]:
                day = last.get(row["scale_id"], row["release_date"])
                last[row["scale_id"]] = max(day, row["release_date"])
        known = frame_of(CoreCoverage, [
            {"coverage_id": f"benchmark_score/{scale}", "subject": "benchmark_score",
             "part_id": scale, "data_through_date": day} for scale, day in last.items()])
        self.frames["core.coverage"] = pl.concat([self.frames["core.coverage"], known])

    def query(self, name: str) -> pl.DataFrame:
        """Make a table by its query, on the rows that it asks for."""
        model = project().models[name]
        return self._keep(model.table, queried(model, {r: self._asked(r, model.only) for r in model.reads}))

    def make(self, model: Model) -> pl.DataFrame:
        """Make a table by its recipe."""
        assert isinstance(model.recipe, PythonRecipe)
        frames = {read: self._asked(read, model.only) for read in model.reads}
        return self._keep(model.table, model.recipe.function(frames))

    def _asked(self, read: str, only: Mapping[str, tuple[str, ...]]) -> pl.DataFrame:
        frame = self.frames[read]
        key = base.info(base.registered()[read]).key[0]
        return slices.named(frame, key, only[read]) if read in only else frame

    def _keep(self, table: type[Table], frame: pl.DataFrame) -> pl.DataFrame:
        self.frames[base.info(table).name] = sound(table, frame)
        return self.frames[base.info(table).name]


@cache
def bundled() -> dict[str, pl.DataFrame]:
    """The bundled tables that gaps are reckoned with, and what shows them."""
    frames: dict[str, pl.DataFrame] = {}
    for table in SEEDS:
        name = base.info(table).name
        frames[name] = read_seed(SQL_ROOT / f"{name.replace('.', '/')}.csv", table, None)
        shown = project().models[name.replace("seed", "core")]
        frames[shown.name] = sound(shown.table, queried(shown, {name: frames[name]}))
    return frames


def queried(model: Model, frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """What a table's query gives on the rows of what it reads."""
    assert isinstance(model.recipe, SqlRecipe)
    with engine.session() as con:
        for read, frame in frames.items():
            con.execute(f"create schema if not exists {read.split('.')[0]}")
            create_table(con, read, frame)
        return engine.query(con, model.recipe.text)


def sound(table: type[Table], frame: pl.DataFrame) -> pl.DataFrame:
    """A table's rows in their order, held against its class."""
    ordered = frame.sort(base.info(table).key)
    assert faults.failures(table, ordered) == []
    return ordered


def model(
    model_id: str, released: date, flop: float | None, *countries: str, **more: Any
) -> dict[str, Any]:
    """A base model of some countries, as core.model_release has it."""
    return {
        "model_id": model_id, "model_name": model_id, "domains": ["Language"],
        "release_date": released, "release_date_precision": "day", "is_fine_tune": False,
        "compute_flop": flop, "compute_flop_basis": "estimated" if flop else None,
        "confidence_tier": "Confident", "weights_access": "unknown",
        "country_codes": sorted(countries) or None, "parent_country_codes": sorted(countries) or None,
        "source_id": "seed",
    } | more


def only_row(frame: pl.DataFrame, **where: Any) -> dict[str, Any]:
    """The one row with these values."""
    found = frame.filter(*(pl.col(name) == value for name, value in where.items()))
    assert found.height == 1, f"{found.height} rows have {where}"
    return found.row(0, named=True)
