"""Control status of some items: of the built warehouse, or of changed rows without a warehouse."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from graphlib import TopologicalSorter
from typing import Any

import polars as pl

from schemas import base
from tests.support.tiny import MODELS, frame, made
from warehouse.project.models import SeedRecipe
from warehouse.rows.seeds import read_seed

STATUS = "metric.control_status_by_item_destination_group"
MEMBER = "core.destination_group_member"
Frames = Mapping[str, pl.DataFrame]


def bundled(name: str, *rows: dict[str, Any]) -> pl.DataFrame:
    """A bundled table as of now; given rows are added, or replace those of the same key."""
    model = MODELS[name]
    assert isinstance(model.recipe, SeedRecipe)
    found = pl.concat([read_seed(model.recipe.path, model.table, None), frame(name, *rows)])
    return found.unique(base.info(model.table).key, keep="last")


def law_tables(*given: tuple[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """All tables up to the status; those given stand, seeds are as bundled, sources are empty."""
    done, wanted, graph = dict(given), [STATUS], {}
    while wanted:
        name = wanted.pop()
        graph[name] = [
            read for read in MODELS[name].reads if read not in done and not read.startswith("raw.")
        ]
        wanted += [read for read in graph[name] if read not in graph]
    for name in TopologicalSorter(graph).static_order():
        reads = ((read, done[read]) for read in MODELS[name].reads if read in done)
        done[name] = bundled(name) if name.startswith("seed.") else made(name, *reads)
    return done


def some(built: Callable[[str], pl.DataFrame], *items: str) -> list[tuple[str, pl.DataFrame]]:
    """The register's rows of some items, and what the warehouse holds beside the law."""
    chip = built("core.chip").filter(pl.col("chip_id").is_in(items))
    item = built("core.item").filter(pl.col("item_id").is_in(items))
    return [("core.chip", chip), ("core.item", item),
            *((name, built(name)) for name in ("core.country", "core.country_group",
                                               "core.model_constant"))]


def on(day: date) -> pl.Expr:
    """Rows in force on a day."""
    return (pl.col("valid_from_date") <= day) & (
        pl.col("valid_to_date").is_null() | (pl.col("valid_to_date") > day))


def status(
    frames: Frames, item: str, country: str, day: date, *, hq: str | None = None,
    transaction: str = "export_us",
) -> dict[str, Any]:
    """The one row for an item to a country; the end user has its headquarters there or in `hq`."""
    members = frames[MEMBER].filter(on(day))
    there = members.row(by_predicate=pl.col("country_code") == country, named=True)
    home = members.filter(pl.col("country_code") == (hq or country))["end_user_hq_group"].to_list()
    return frames[STATUS].filter(
        on(day), pl.col("item_id") == item,
        pl.col("destination_group_id") == there["destination_group_id"],
        pl.col("end_user_hq_group") == (home[0] if home else hq),
        pl.col("transaction") == transaction,
    ).row(0, named=True)
