"""A name means what it means from the first file that uses it: no match begins on the day of an alias.

An alias that is known later than the record it speaks of leaves that record unmatched until then,
and all that rests on the match jumps on a day on which nothing happened.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import polars as pl
import pytest

from pipelines.commands.ingest import date_in
from pipelines.project import sources
from schemas import base
from tests.conftest import files_in, name_in
from tests.support.homes import SHARED_DATA
from warehouse.paths import SQL_ROOT

SEED = SQL_ROOT / "seed"
MODELS = tuple(f"epoch_{name}_models" for name in ("all", "frontier", "large_scale", "notable"))
USES = [
    *(("chip_alias", "epoch_ml_hardware", table, "training_hardware") for table in MODELS),
    ("chip_alias", "epoch_ml_hardware", "epoch_ml_hardware", "hardware_name"),
    ("chip_alias", "epoch_ml_hardware", "epoch_gpu_clusters", "chip_type_primary"),
    ("chip_alias", "epoch_chip_dataset", "epoch_chip_dataset", "hardware_name"),
    ("chip_alias", "epoch_hardware_prices", "epoch_hardware_price", "hardware_model"),
    ("chip_alias", "gpu_rental_prices", "gpu_rental_price", "gpu"),
    *(("model_alias", "any", table, column) for table in MODELS for column in ("model_name", "base_models")),
    *(("organization_alias", "any", table, "organization_names") for table in MODELS),
    ("cluster_alias", "epoch_gpu_clusters", "epoch_gpu_clusters", "record_key"),
    ("cluster_alias", "epoch_data_centers", "epoch_data_centers", "site_name"),
    ("provider_alias", "gpu_rental_prices", "gpu_rental_price", "provider"),
    ("provider_alias", "epoch_hardware_prices", "epoch_hardware_price", "vendor"),
]
"""Aliases, the source whose names they are, and the bundled columns that use those names."""
REGISTERS = {"chip_alias": "chip", "organization_alias": "organization", "cluster_alias": "cluster",
             "provider_alias": "provider"}

LISTED_LATER_SHARE = 0.03
"""A list may name a chip, or a site, before the register can know of it: one of 48 does, and no more."""


def dated(name: str) -> pl.DataFrame:
    """A bundled file with its knowledge dates as text; ISO dates compare as they are."""
    return pl.read_csv(SEED / f"{name}.csv", infer_schema_length=0)


def bundled(table: str, column: str) -> pl.DataFrame:
    """Names in the records that come with the code, each with the day by which it was used."""
    records = pl.read_parquet(SEED / f"{table}.parquet").select(
        alias=column, used=pl.col("known_from_date").cast(pl.String))
    return records.explode("alias") if records.schema["alias"] == pl.List(pl.String) else records


@cache
def kept(table: str) -> pl.DataFrame:
    """The columns of a source's kept releases that name something, each row with its release's day."""
    (source,) = [found for found in sources().values() if base.info(found.table).name == f"raw.{table}"]
    columns = {column for _, _, of, column in USES if of == table}
    files = [file for file in files_in(SHARED_DATA) if source.matches(name_in(SHARED_DATA, file))]
    frames = [source.parse(file.read_bytes()).frame.select(*columns, used=pl.lit(str(day)))
              for file in files if (day := date_in(file.name))]
    return pl.concat(frames) if frames else pl.DataFrame(schema=[*columns, "used"])


def late_names(aliases: str, source_id: str, records: pl.DataFrame) -> list[tuple[str, str, str]]:
    """Names known only after a record used them and what they mean was listed."""
    first = records.group_by("alias").agg(pl.col("used").min())
    named = dated(aliases).filter(pl.col("source_id") == source_id).join(first, on="alias")
    assert len(named), "no record uses any of these names"
    entity = REGISTERS.get(aliases)
    if entity:
        known = dated(entity).group_by(f"{entity}_id").agg(listed=pl.col("known_from_date").min())
        named = named.join(known, on=f"{entity}_id").with_columns(
            used=pl.max_horizontal("used", "listed"))
    late = named.filter(pl.col("known_from_date") > pl.col("used"))
    return late.select("alias", "known_from_date", "used").rows()


@pytest.mark.parametrize(("aliases", "source_id", "table", "column"), USES)
def test_a_name_is_known_when_a_record_uses_it(
    aliases: str, source_id: str, table: str, column: str
) -> None:
    assert late_names(aliases, source_id, bundled(table, column)) == []


@pytest.mark.parametrize(("aliases", "source_id", "table", "column"), USES)
def test_a_name_is_known_when_a_kept_release_uses_it(
    aliases: str, source_id: str, table: str, column: str, shared_data: Path
) -> None:
    """Releases that do not come with the code, by the days of their files."""
    assert shared_data == SHARED_DATA
    records = kept(table).select("used", alias=column)
    if records.is_empty():
        pytest.skip("no release of it is kept")
    is_list = records.schema["alias"] == pl.List(pl.String)
    assert late_names(aliases, source_id, records.explode("alias") if is_list else records) == []


@pytest.mark.parametrize("aliases", sorted(REGISTERS))
def test_a_name_means_nothing_before_what_it_means_is_listed(aliases: str) -> None:
    entity = REGISTERS[aliases]
    known = dated(entity).group_by(f"{entity}_id").agg(listed=pl.col("known_from_date").min())
    early = dated(aliases).join(known, on=f"{entity}_id", how="left").filter(
        (pl.col("known_from_date") < pl.col("listed")) | pl.col("listed").is_null())
    assert early.select("alias", "known_from_date", "listed").rows() == []


def match_rates(records: pl.DataFrame, named: pl.DataFrame) -> pl.DataFrame:
    """By each day on which a record or a name came: how many records have a name known by then, and ever."""
    joined = records.join(named, on="alias", how="left")
    days = pl.concat([joined["used"], joined["known_from_date"].drop_nulls()]).unique().sort()
    return pl.DataFrame([
        (day, held.height, held.filter(pl.col("known_from_date") <= day).height,
         held["known_from_date"].count())
        for day in days for held in [joined.filter(pl.col("used") <= day)]
    ], schema=["day", "records", "matched_then", "matched_ever"], orient="row")


def uses(aliases: str, source_id: str, table: str, column: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The records of a list that name something, and the names, each since its thing is listed too."""
    records = bundled(table, column)
    named = dated(aliases).filter(pl.col("source_id") == source_id).select("alias", "known_from_date")
    return records.drop_nulls(), named.unique("alias")


@pytest.mark.parametrize(("aliases", "source_id", "table", "column"), USES)
def test_the_rate_of_matches_does_not_jump_on_the_day_of_a_name(
    aliases: str, source_id: str, table: str, column: str
) -> None:
    """At every belief day, as many records are matched as by the names of today, but for new chips."""
    rates = match_rates(*uses(aliases, source_id, table, column))
    waiting = pl.col("matched_ever") - pl.col("matched_then")
    allowed = LISTED_LATER_SHARE if aliases in REGISTERS else 0
    assert rates.filter(waiting > allowed * pl.col("matched_ever")).rows() == []


def test_a_name_that_comes_late_is_a_jump() -> None:
    records, named = uses("chip_alias", "epoch_ml_hardware", "epoch_all_models", "training_hardware")
    late = named.with_columns(known_from_date=pl.lit("2025-11-01"))
    rates = match_rates(records, late)
    assert rates.filter(pl.col("matched_then") < 0.5 * pl.col("matched_ever")).height > 0
