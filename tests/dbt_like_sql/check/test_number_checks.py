"""Checks of numbers that cannot be true, each seen red on the fault that was once published."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from pipelines.project import project
from tests.support.files import sql_text
from warehouse.paths import Home
from warehouse.project import functions

FAULTS = {
    "a chip of fast memory decodes 22.6 million tokens a second": (
        "decoding_is_not_faster_than_hardware_allows", "metric.decode_cost_by_model_chip_batch",
        "tokens_per_second_per_sequence_count = 22588235.3", "chip_id = 'cerebras-wse-3'"),
    "a trend of half a year grows by a million a year": (
        "growth_is_within_what_trends_can_be", "metric.compute_trend_by_country_quarter",
        "growth_per_year_ratio = 1056260.71", "country_code = 'CHN'"),
    "a price falls by 53,000 times a year": (
        "growth_is_within_what_trends_can_be", "metric.token_price_at_capability_by_benchmark_month",
        "decline_per_year_ratio = 53048.7", "decline_per_year_ratio is not null"),
    "China and South Korea are 1,717 years apart": (
        "lag_is_within_its_window", "metric.compute_gap_by_quarter",
        "lag_forward_years_high = 1717.4", "country_b_code = 'KOR' and confidence_tier = 'tier_all'"),
    "the gap between the United States and China grows while no American run is estimated": (
        "trend_ends_with_its_models", "metric.compute_trend_by_country_quarter",
        "valid_date = date '2026-06-30'",
        "country_code = 'USA' and trend_shape = 'line' and valid_date = date '2025-09-30'"),
    "the GPT-4 of June is dated like that of March": (
        "model_named_after_a_month_is_of_it", "core.model_release",
        "release_date = date '2023-03-15'", "model_id = 'gpt-4-jun-2023'"),
    "a network of 1980 stands for Japan": (
        "run_gap_is_between_comparable_runs", "metric.largest_run_gap_by_month",
        "run_gap_ratio = 2.4184e13", "country_b_code = 'JPN' and release_b_date < date '1981-01-01'"),
    "one run of 2017 stands for South Korea": (
        "run_gap_is_between_comparable_runs", "metric.largest_run_gap_by_month",
        "run_gap_ratio = 2.9623e7", "model_b_id = 'ei-rehn-1000d'"),
    "pixels are counted as tokens": (
        "tokens_are_of_language", "metric.run_reconciliation_by_model",
        "dataset_token_count = 4.96028472e16", "model_id = 'adm'"),
    "pairs of image and text are counted as tokens": (
        "tokens_are_of_language", "metric.run_reconciliation_by_model",
        "dataset_token_count = 4e8, ops_flop = 8.8e17", "model_id = 'clip-vit-l-14'"),
    "China's stock of 2023 is called complete without Huawei": (
        "stock_is_complete_only_with_its_designers", "metric.leakage_adjusted_base_by_country_quarter",
        "is_incomplete = false",
        "country_code = 'CHN' and quarter_end_date = date '2023-12-31' and scenario = 'none' and "
        "correlation_ratio = 0.5"),
    "a British seat cites a cell that reads United States of America": (
        "country_by_the_register_cites_it", "core.model_release_fact",
        "source_locator = 'row 256, column country_names'",
        "model_id = 'gemini-1-ultra' and source_id = 'epoch_notable_models' and attribute = 'country_codes'"),
    "a subsidiary is found by its parent's name": (
        "party_name_is_its_own", "core.party_name",
        "listed_name = 'Huawei', plain_name = 'huawei'", "listed_name = 'HiSilicon'"),
}
"""The check, a table that it reads, what is set in it, and in which rows."""
Falsify = Callable[[str, str, str], tuple[int, int, int]]


@pytest.fixture
def falsify(first_refresh: Path) -> Falsify:
    """How many rows a check names, before and after a table is falsified, and how many rows that is."""

    def found(check: str, falsified: str, where: str) -> tuple[int, int, int]:
        query = sql_text(f"check.{check}")
        table, _, change = falsified.partition(" set ")
        with duckdb.connect() as con:
            con.execute(f"attach '{Home(first_refresh).published}' as release (read_only)")
            functions.create_in(con)
            for read in project().checks[check].reads:
                con.execute(f"create schema if not exists {read.partition('.')[0]}")
                con.execute(f"create table {read} as select * from release.{read}")
            before = len(con.execute(query).fetchall())
            (changed,) = con.execute(f"update {table} set {change} where {where}").fetchall()[0]
            return before, changed, len(con.execute(query).fetchall())

    return found


@pytest.mark.parametrize(("check", "table", "falsified", "where"), FAULTS.values(), ids=list(FAULTS))
def test_a_number_that_cannot_be_true_is_refused(
    check: str, table: str, falsified: str, where: str, falsify: Falsify
) -> None:
    """Every falsified row is named, and none before it was falsified."""
    before, changed, after = falsify(check, f"{table} set {falsified}", where)
    assert (before, changed > 0) == (0, True)
    assert after >= changed
