"""What the histories of the bundled warehouse say, held against beliefs and against the dated files.

The files are read here by other code than the sources': names of columns, numbers, nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest

from schemas import base

Built = Callable[[str], pl.DataFrame]
HISTORIES = ("model", "chip", "cluster", "site", "shipment", "price", "rule")
Move = tuple[datetime, str, float]
COMPUTE = "Training compute (FLOP)"


def as_known(history: pl.DataFrame, day: str) -> pl.DataFrame:
    """What was stated by the end of a day."""
    at = datetime.combine(date.fromisoformat(day), datetime.max.time(), tzinfo=UTC)
    is_over = (pl.col("known_to_at") <= at).fill_null(value=False)
    return history.filter((pl.col("known_from_at") <= at) & ~is_over)


@pytest.mark.parametrize(("day", "flop", "record"), [
    ("2024-01-01", 9e25, "Gemini Ultra|1"), ("2024-02-20", 8e25, "Gemini Ultra|1"),
    ("2024-06-01", 5e25, "Gemini 1.0 Ultra|1")])
def test_the_compute_of_gemini_ultra_reads_as_it_was_believed(
    built: Built, day: str, flop: float, record: str
) -> None:
    stated = as_known(built("history.model"), day).filter(
        (pl.col("entity_id") == "gemini-1-ultra") & (pl.col("attribute") == "compute_flop")
        & (pl.col("source_id") == "epoch_all_models"))
    assert stated["record_key"].to_list() == [record]
    assert float(stated["value"].item()) == pytest.approx(flop, rel=1e-9)


@pytest.mark.parametrize("entity", HISTORIES)
def test_a_record_states_one_value_of_an_attribute_at_a_time(built: Built, entity: str) -> None:
    told = built(f"history.{entity}").sort(
        "source_id", "entity_id", "record_key", "attribute", "known_from_at")
    cell = ["source_id", "entity_id", "record_key", "attribute"]
    earlier = pl.col("known_to_at").shift().over(cell)
    is_first = pl.int_range(pl.len()).over(cell) == 0
    overlapping = told.filter(~is_first & (earlier.is_null() | (earlier > pl.col("known_from_at"))))
    empty = told.filter(pl.col("known_to_at") <= pl.col("known_from_at"))
    assert told.height and overlapping.is_empty() and empty.is_empty()


def test_what_a_list_still_states_is_what_is_believed_of_it(built: Built) -> None:
    """Of each list, the compute that its history leaves open is the one that core has as its fact."""
    said = built("core.model_release_fact").filter(
        (pl.col("attribute") == "compute_flop") & pl.col("value").is_not_null()
        & (pl.col("source_id") != "seed")).select(
            "model_id", "source_id", pl.col("value_number").alias("believed"))
    told = built("history.model").filter(
        (pl.col("attribute") == "compute_flop") & pl.col("known_to_at").is_null()).select(
            pl.col("entity_id").alias("model_id"), "source_id",
            pl.col("value").cast(pl.Float64).alias("told"))
    joined = said.join(told, on=["model_id", "source_id"], how="left")
    agreeing = joined.group_by("model_id", "source_id", "believed").agg(
        (pl.col("told") == pl.col("believed")).any().fill_null(value=False).alias("is_told"))
    assert agreeing.height > 1000 and agreeing.filter(~pl.col("is_told")).is_empty()


def test_every_changed_value_is_a_revision_and_the_histories_know_no_other(built: Built) -> None:
    """Steps of one attribute, counted from the spans alone, are those that meta.revision tells."""
    told = built("history.shipment")
    cell = ["source_id", "entity_id", "record_key", "attribute"]
    ordered = told.sort(*cell, "known_from_at").with_columns(
        pl.col("value").shift().over(cell).alias("before"),
        pl.col("known_to_at").shift().over(cell).alias("until"))
    moved = ordered.filter((pl.col("until") == pl.col("known_from_at"))
                           & (pl.col("before") != pl.col("value")))
    steps = built("meta.revision").filter(
        (pl.col("entity") == "shipment") & pl.col("old_value").is_not_null()
        & pl.col("new_value").is_not_null() & (pl.col("kind") == "changed"))
    assert moved.height == steps.height > 100


def dated(folder: Path, glob: str) -> list[tuple[datetime, pl.DataFrame]]:
    """Files of a register with the end of the day in their names, oldest first, all cells text."""
    found = []
    for path in sorted(folder.glob(glob), key=lambda path: path.stem[-10:]):
        frame = pl.read_csv(path, infer_schema=False, encoding="utf8-lossy", truncate_ragged_lines=True)
        frame = frame.rename({"System": "Model"}, strict=False)
        day = date.fromisoformat(path.stem[-10:])
        found.append((datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=UTC), frame))
    return found


def is_same(one: str, other: str) -> bool:
    """Whether two printed numbers agree to the digits of the one that has fewer."""
    numbers = sorted((Decimal(one), Decimal(other)), key=lambda n: int(n.as_tuple().exponent))
    unit = Decimal(1).scaleb(int(numbers[1].as_tuple().exponent))
    return numbers[0].quantize(unit) == numbers[1]


def moved(files: list[tuple[datetime, pl.DataFrame]], key: str, column: str) -> Iterator[Move]:
    """Numbers of one column that differ from one file to the next, of names that stand once in each."""
    for (_, before), (day, after) in pairwise(files):
        if column not in before.columns or column not in after.columns:
            continue
        old, new = (frame.filter(pl.col(key).is_unique()).select(
            key, pl.col(column).str.replace_all(",", "").alias("is")) for frame in (before, after))
        for name, was, now in old.join(new, on=key, suffix="_new").drop_nulls().rows():
            if not is_same(was, now):
                yield day, name, float(now)


def missing(history: pl.DataFrame, source_id: str, attribute: str, found: list[Move]) -> list[Move]:
    """Moved numbers that a source's history does not state on the day of the later file."""
    spans = [(begin, end, float(value)) for begin, end, value in history.filter(
        (pl.col("source_id") == source_id) & (pl.col("attribute") == attribute)
    ).select("known_from_at", "known_to_at", "value").rows()]
    return [move for move in found if not any(
        begin <= move[0] and (end is None or end > move[0]) and abs(value - move[2]) <= 1e-9 * move[2]
        for begin, end, value in spans)]


@pytest.mark.parametrize(("glob", "key", "column", "entity", "source_id", "attribute", "least"), [
    ("epoch_gpu_clusters/gpu_clusters__*.csv", "Name", "Power Capacity (MW)", "cluster",
     "epoch_gpu_clusters", "power_mw", 20),
    ("epoch_all_ml_systems/all_ml_systems_full_view__*.csv", "Model", COMPUTE, "model",
     "epoch_all_models", "compute_flop", 200),
    ("epoch_all_ml_systems/all_ml_systems_full_view__*.csv", "Model", "Parameters", "model",
     "epoch_all_models", "parameter_count", 50),
    ("epoch_ai_models/notable_ai_models__*.csv", "Model", COMPUTE, "model",
     "epoch_notable_models", "compute_flop", 100),
    ("epoch_ai_chip_sales_history/nvidia_cumulative_by_chip__*.csv", "Name",
     "Number of units (median)", "shipment", "epoch_chip_sales", "unit_count", 50),
    ("epoch_ai_chip_sales_history/tpu_cumulative_by_chip__*.csv", "Name",
     "Number of units (median)", "shipment", "epoch_chip_sales", "unit_count", 50),
])
def test_every_revision_that_the_dated_files_show_is_in_the_history(
    built: Built, shared_data: Path, glob: str, key: str, column: str, entity: str,
    source_id: str, attribute: str, least: int,
) -> None:
    steps = list(moved(dated(shared_data, glob), key, column))
    assert len(steps) >= least
    assert missing(built(f"history.{entity}"), source_id, attribute, steps) == []


def test_the_classes_of_histories_have_one_form(built: Built) -> None:
    forms = {tuple(built(f"history.{entity}").schema.items()) for entity in HISTORIES}
    assert len(forms) == 1 and base.registered()["history.model"].__doc__
