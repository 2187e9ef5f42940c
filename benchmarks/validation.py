"""What it costs to hold a million rows against a class, beside the same questions by hand."""

from __future__ import annotations

from datetime import date

import polars as pl

from benchmarks.measuring import Measured, median_s, timed
from benchmarks.promises import MILLION, VALIDATION
from schemas.base import faults
from schemas.columns import column, measure
from schemas.raw import ObservationTable


class Observed(ObservationTable, name="raw.bench_observed", key=("row_id",), group="bench"):
    """A table like ours: text, numbers with bounds, a closed list, a key."""

    row_id: int = column("Id", ge=0)
    country: str = column("Country", str_matches=r"^[A-Z]{3}$")
    kind: str = column("Kind", isin=["list", "street"])
    price_usd: float = measure("Price")


def observed() -> pl.DataFrame:
    half = MILLION // 2
    return pl.DataFrame({
        "source_id": ["epoch", "seed"] * half,
        "first_snapshot_id": ["0123", "4567"] * half,
        "source_locator": ["row 1", "row 2"] * half,
        "observed_date": [date(2025, 1, 1), date(2025, 1, 2)] * half,
        "row_id": range(MILLION),
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
    return [timed(VALIDATION, held, median_s(lambda: natively(frame)))]
