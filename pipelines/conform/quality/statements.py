"""The cells that are believed, and what is said of each, as two tables of one shape.

Whether a statement agrees is not decided here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from pipelines.conform.quality.publishers import PRICED_BY

CELL = ["table_name", "row_key", "column_name"]
FACTS = {
    "core.chip": ("core.chip_fact", "chip_id", "designer"),
    "core.model_release": ("core.model_release_fact", "model_id", ""),
    "core.cluster": ("core.cluster_fact", "cluster_id", ""),
}
"""Of each entity: its table of facts, its key, and the attribute that names its maker."""
CURATED = "seed"
CELLS = {
    "core.item": ("item_id", "maker", ["release_date", "chip_count", "memory_bandwidth_gb_per_s",
                                       "package_area_mm2", "memory_size_gb"]),
    "core.chip_price": ("chip_price_id", None, ["price_date", "price_usd"]),
}
"""Of tables without facts: the key, the column of the maker, and the cells that are compared."""
SHIPPED = ["designer_id", "owner_id", "chip_id", "period_kind", "period_start_date",
           "period_end_date"]
"""What a number of chips is of: publishers that state the same thing can be compared."""
Frames = Mapping[str, pl.DataFrame]


def cells(frames: Frames) -> pl.DataFrame:
    """Every believed number and date: where it stands, its value, whose product it is of."""
    found = [_of_facts(frames[facts], table, key, maker)
             for table, (facts, key, maker) in FACTS.items()]
    tables = {"core.item": frames["seed.item"], "core.chip_price": frames["core.chip_price"]}
    found += [_of_columns(frame, name, *CELLS[name]) for name, frame in tables.items()]
    shipped = frames["seed.chip_shipment"].filter("is_believed")
    found.append(_of_columns(shipped, "seed.chip_shipment", "chip_shipment_id", None, ["unit_count"]))
    together = pl.concat(found).filter(pl.col("value").is_not_null())
    is_calendar_day = pl.col("column_name").str.ends_with("_date")
    return together.with_columns(is_calendar_day.alias("is_calendar_day")).unique(CELL, maintain_order=True)


def statements(frames: Frames) -> pl.DataFrame:
    """What sources and documents say of cells; the bundled register's own word is left out."""
    found = [_said(frames[facts], table, key) for table, (facts, key, _) in FACTS.items()]
    found.append(_other_shipments(frames["seed.chip_shipment"]))
    found.append(_listed_prices(frames["core.chip_price"]))
    found.append(frames["core.evidence"].select(
        *CELL, pl.col("value").alias("said"), *_nothing("source_id"), "publisher", "copied_from",
        "how_read"))
    return pl.concat(found).filter(pl.col("said").is_not_null())


def _nothing(*names: str) -> list[pl.Expr]:
    return [pl.lit(None, pl.String).alias(name) for name in names]


def _is_compared() -> pl.Expr:
    return pl.col("value_number").is_not_null() | pl.col("attribute").str.ends_with("_date")


def _of_facts(facts: pl.DataFrame, table: str, key: str, maker: str) -> pl.DataFrame:
    chosen = facts.filter("is_chosen")
    makers = chosen.filter(pl.col("attribute") == maker).select(key, pl.col("value").alias("maker"))
    return chosen.filter(_is_compared()).join(makers, on=key, how="left").select(
        pl.lit(table).alias("table_name"), pl.col(key).alias("row_key"),
        pl.col("attribute").alias("column_name"), "value", "maker")


def _said(facts: pl.DataFrame, table: str, key: str) -> pl.DataFrame:
    return facts.filter((pl.col("source_id") != CURATED) & _is_compared()).select(
        pl.lit(table).alias("table_name"), pl.col(key).alias("row_key"),
        pl.col("attribute").alias("column_name"), pl.col("value").alias("said"), "source_id",
        *_nothing("publisher", "copied_from", "how_read"))


def _of_columns(
    frame: pl.DataFrame, table: str, key: str, maker: str | None, columns: Sequence[str]
) -> pl.DataFrame:
    owner = pl.col(maker) if maker else pl.lit(None, pl.String)
    return pl.concat([
        frame.select(
            pl.lit(table).alias("table_name"), pl.col(key).alias("row_key"),
            pl.lit(column).alias("column_name"), pl.col(column).cast(pl.String).alias("value"),
            owner.alias("maker"))
        for column in columns
    ])


def _other_shipments(shipments: pl.DataFrame) -> pl.DataFrame:
    """What other publishers say of the very chips, owner and period of a believed number."""
    believed = shipments.filter("is_believed").select("chip_shipment_id", *SHIPPED)
    others = shipments.filter(~pl.col("is_believed")).select(*SHIPPED, "publisher_id", "unit_count")
    return believed.join(others, on=SHIPPED, how="inner").select(
        pl.lit("seed.chip_shipment").alias("table_name"), pl.col("chip_shipment_id").alias("row_key"),
        pl.lit("unit_count").alias("column_name"),
        pl.col("unit_count").cast(pl.String).alias("said"), *_nothing("source_id"),
        pl.col("publisher_id").alias("publisher"), *_nothing("copied_from", "how_read"))


def _listed_prices(prices: pl.DataFrame) -> pl.DataFrame:
    """What databases say of the very price; another price of the chip says nothing against it."""
    told = prices.explode("stated_in_source_ids").filter(pl.col("stated_in_source_ids").is_not_null())
    _, _, columns = CELLS["core.chip_price"]
    return pl.concat([
        told.select(
            pl.lit("core.chip_price").alias("table_name"), pl.col("chip_price_id").alias("row_key"),
            pl.lit(column).alias("column_name"), pl.col(column).cast(pl.String).alias("said"),
            *_nothing("source_id"),
            pl.col("stated_in_source_ids").replace_strict(PRICED_BY, return_dtype=pl.String)
            .alias("publisher"), *_nothing("copied_from", "how_read"))
        for column in columns
    ])
