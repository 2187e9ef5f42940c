"""M04 worked by hand on tiny tables: distance, sign, existence of the rule, counts."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from schemas.assumptions.model_constant import CoreModelConstant
from schemas.base import faults
from schemas.chips.item import CoreItem
from schemas.models.model_release import CoreModelRelease
from schemas.rules.rule_threshold import CoreRuleThreshold
from schemas.rules.rule_version import CoreRuleVersion
from schemas.status.threshold_headroom_by_item_threshold_date import ThresholdHeadroomByItem
from schemas.status.threshold_headroom_by_model_threshold_date import ThresholdHeadroomByModel
from schemas.status.threshold_result_by_item import ThresholdResult
from tests.support.files import sql_text
from tests.support.law_text import queried
from tests.support.made_frames import table
from tests.support.tiny import through

CHIPS = sql_text("metric.threshold_headroom_by_item_threshold_date")
MODELS = sql_text("metric.threshold_headroom_by_model_threshold_date")
COUNTS = sql_text("metric.threshold_count_by_country_threshold_month")

VERSION = {"rule_version_id": "v", "announced_date": date(2023, 10, 17)}
THRESHOLD = {
    "threshold_id": "t", "rule_version_id": "v", "control_paragraphs": ["3A090.a"],
    "paragraph_locator": "3A090.a.1", "clause": "a.1", "role": "control",
    "metric": "total_processing_performance", "operator": ">=", "value": 4800.0, "unit": "tpp",
    "applies_to": "any", "effective_from_date": date(2023, 11, 17),
}
H20 = {"item_id": "h20", "item_name": "H20", "item_kind": "chip", "maker_country_code": "USA",
       "release_date": date(2023, 11, 9)}
MODEL = {"model_id": "m", "model_name": "M", "domains": ["Language"], "release_date": date(2025, 5, 1),
         "confidence_tier": "Likely", "weights_access": "api", "compute_flop": 4e25,
         "country_codes": ["USA"]}


def chip_rows(result: dict[str, Any], threshold: dict[str, Any] | None = None,
              item: dict[str, Any] | None = None) -> pl.DataFrame:
    said = {"item_id": "h20", "threshold_id": "t", "metric": "total_processing_performance",
            "result": "undetermined"}
    found = queried({
        "core.rule_version": table(CoreRuleVersion, VERSION),
        "core.rule_threshold": table(CoreRuleThreshold, THRESHOLD | (threshold or {})),
        "core.item": table(CoreItem, H20 | (item or {})),
        "step.threshold_result_by_item": table(ThresholdResult, said | result),
    }, CHIPS)
    assert not faults.failures(ThresholdHeadroomByItem, found) or found.is_empty()
    return found


def model_rows(model: dict[str, Any], threshold: dict[str, Any], *others: dict[str, Any]) -> pl.DataFrame:
    limit = THRESHOLD | {"metric": "model_training_operations", "unit": "flop",
                         "control_paragraphs": ["model"], "value": 1e25} | threshold
    return queried({
        "core.rule_version": table(CoreRuleVersion, VERSION),
        "core.rule_threshold": table(CoreRuleThreshold, limit),
        "core.model_release": table(CoreModelRelease, MODEL | model, *others),
        "core.model_constant": table(CoreModelConstant, {"value": 1.0} | {
            "constant_id": "quotable_level_log10_ratio"}),
    }, MODELS)


def test_h20_stands_half_below_4800() -> None:
    """(4800 - 2368) / 4800 = 0.50667; log2(4800 / 2368) = 1.01937. In force after its release."""
    row = chip_rows({"value": 2368.0}).row(0, named=True)
    assert row["headroom_ratio"] == pytest.approx(0.50667, abs=1e-5)
    assert row["headroom_log2_ratio"] == pytest.approx(1.01937, abs=1e-5)
    assert (row["position"], row["as_of_date"]) == ("below", date(2023, 11, 17))


@pytest.mark.parametrize(("operator", "expected"), [
    (">=", "above"), ("<", "above"), ("=", "above"), (">", "below"), ("<=", "below"),
])
def test_at_the_threshold_the_operator_decides(operator: str, expected: str) -> None:
    """At 4800 headroom is zero, and only `>=` catches it; `<` lets it through as little."""
    row = chip_rows({"value": 4800.0}, {"operator": operator}).row(0, named=True)
    assert (row["headroom_ratio"], row["position"]) == (0.0, expected)


def test_an_interval_across_the_threshold_has_no_sign() -> None:
    """[4000, 5000] across 4800: headroom from -0.0417 to 0.1667, the sign is undetermined."""
    row = chip_rows({"value_low": 4000.0, "value": 4500.0, "value_high": 5000.0}).row(0, named=True)
    assert row["headroom_ratio_low"] == pytest.approx(-1 / 24)
    assert row["headroom_ratio_high"] == pytest.approx(1 / 6)
    assert (row["position"], row["reason_code"]) == ("undetermined", "interval_straddles")


def test_density_without_an_area_is_null_and_undetermined() -> None:
    row = chip_rows({"value_low": None, "value": None}).row(0, named=True)
    assert (row["headroom_ratio"], row["position"], row["reason_code"]) == (
        None, "undetermined", "unknown_value")


def test_a_threshold_exists_only_while_its_rule_does() -> None:
    """A chip released after the end of the threshold never met it; before, it does until then."""
    ended = {"effective_to_date": date(2024, 4, 4)}
    assert chip_rows({"value": 1.0}, ended)["valid_to_date"].to_list() == [date(2024, 4, 4)]
    assert chip_rows({"value": 1.0}, ended, {"release_date": date(2024, 4, 4)}).is_empty()


def test_a_model_is_held_against_the_threshold_from_its_release_on() -> None:
    """4e25 against 1e25: headroom (1 - 4) = -3, two doublings above, from 2025-05-01."""
    row = model_rows({}, {}).row(0, named=True)
    assert (row["headroom_ratio"], row["headroom_log2_ratio"]) == (-3.0, -2.0)
    assert (row["position"], row["as_of_date"]) == ("above", date(2025, 5, 1))


def test_biological_thresholds_meet_models_of_biology_only() -> None:
    biological = {"applies_to": "biological_sequence_data", "value": 1e23}
    assert model_rows({}, biological).is_empty()
    assert model_rows({"domains": ["Biology", "Language"]}, biological).height == 1


def test_the_floor_of_note_2_is_the_largest_open_run_so_far() -> None:
    """Open models of 3e25 (2024) and 9e25 (2026): on 2025-05-01 the floor is 3e25."""
    opened = [MODEL | {"model_id": f"open-{year}", "release_date": date(year, 1, 1),
                       "weights_access": "open", "compute_flop": flop}
              for year, flop in ((2024, 3e25), (2026, 9e25))]
    rows = model_rows({}, {"control_paragraphs": ["4E091"], "value": 1e26}, *opened)
    found = rows.filter(pl.col("model_id") == "m").row(0, named=True)
    assert found["published_floor_flop"] == 3e25


def test_counts_follow_releases_and_the_life_of_the_rule() -> None:
    """Two U.S. chips, released in 2023-11 and 2024-01, one above: 1 and 0, then 1 and 1."""
    first = chip_rows({"value": 5000.0})
    second = chip_rows({"value": 2368.0}, item={"release_date": date(2024, 1, 15)}).with_columns(
        item_id=pl.lit("later"))
    rows = queried({
        "metric.threshold_headroom_by_item_threshold_date": pl.concat([first, second]),
        "metric.threshold_headroom_by_model_threshold_date": table(ThresholdHeadroomByModel),
        "core.model_release": table(CoreModelRelease),
        "core.coverage": through(date(2024, 2, 10), "chip", "rule", "training_compute"),
    }, COUNTS).sort("as_of_date")
    found = rows.select("as_of_date", "above_count", "below_count").rows()
    assert found == [(date(2023, 11, 30), 1, 0), (date(2023, 12, 31), 1, 0),
                     (date(2024, 1, 31), 1, 1)]


def counted(*models: dict[str, Any]) -> dict[str, Any]:
    """The counts of all models of the United States, at the month's end."""
    return queried({
        "metric.threshold_headroom_by_item_threshold_date": table(ThresholdHeadroomByItem),
        "metric.threshold_headroom_by_model_threshold_date": model_rows({}, {}, *models),
        "core.model_release": table(CoreModelRelease, MODEL, *models),
        "core.coverage": through(date(2025, 5, 31), "chip", "rule", "training_compute"),
    }, COUNTS).filter(pl.col("confidence_tier") == "tier_all").row(0, named=True)


def test_a_count_of_models_has_ends() -> None:
    """4e25 is above 1e25; 2e25 from 5e24 on is by its estimate alone; 8e24 up to 2e25 may be."""
    unsure = MODEL | {"model_id": "unsure", "compute_flop": 2e25, "compute_flop_low": 5e24}
    below = MODEL | {"model_id": "below", "compute_flop": 8e24, "compute_flop_high": 2e25}
    unknown = MODEL | {"model_id": "unknown", "compute_flop": None}
    row = counted(unsure, below, unknown)
    assert (row["above_count"], row["estimate_above_count"], row["straddling_count"],
            row["undetermined_count"]) == (1, 2, 2, 3)


@pytest.mark.parametrize(("flop", "base_flop", "above", "undetermined"), [
    (4e25, 4e25, 2, 0), (4.9e25, 4e25, 2, 0), (5.1e25, 4e25, 3, 0), (4e25, 9e24, 2, 0), (4e25, None, 2, 1),
    (None, None, 1, 1),
])
def test_a_version_that_shares_its_run_is_not_counted_twice(
    flop: float | None, base_flop: float | None, above: int, undetermined: int
) -> None:
    """A run of its own adds the threshold, or stands elsewhere than its base: one beside M, the rest here."""
    first = MODEL | {"model_id": "first", "compute_flop": base_flop}
    version = MODEL | {"model_id": "version", "compute_flop": flop, "base_model_id": "first"}
    row = counted(first, version)
    assert (row["estimate_above_count"], row["undetermined_count"]) == (above, undetermined)


def test_a_version_without_an_interval_is_no_surer_than_the_run_it_shares() -> None:
    """GPT-4 of June 2023 states the compute of GPT-4 and not its interval, from 8.2e24 to 4.4e25."""
    first = MODEL | {"model_id": "first", "compute_flop": 2.1e25, "compute_flop_low": 8.2e24,
                     "compute_flop_high": 4.4e25}
    version = MODEL | {"model_id": "version", "compute_flop": 2.1e25, "base_model_id": "first"}
    row = counted(first, version)
    assert (row["above_count"], row["estimate_above_count"], row["straddling_count"]) == (1, 2, 1)


@pytest.mark.parametrize(("flop", "base_flop", "countries", "above", "undetermined"), [
    (1.2e25, 9e24, ["CHN"], 1, 0), (1.2e25, 9e24, ["CHN", "USA"], 2, 0), (2.32e25, 5.8e24, ["CHN"], 2, 0),
    (1.2e25, None, ["CHN"], 1, 1), (9e24, None, ["CHN"], 1, 0), (2e25, 3e25, ["CHN"], 2, 0),
])
def test_a_checkpoint_of_another_country_is_not_the_training_of_this_one(
    flop: float, base_flop: float | None, countries: list[str], above: int, undetermined: int
) -> None:
    """Beside M: 3e24 of its own is below 1e25, 1.74e25 above; less than its base's is its own already."""
    first = MODEL | {"model_id": "first", "compute_flop": base_flop, "country_codes": countries}
    version = MODEL | {"model_id": "version", "compute_flop": flop, "base_model_id": "first"}
    row = counted(first, version)
    assert (row["estimate_above_count"], row["undetermined_count"]) == (above, undetermined)
