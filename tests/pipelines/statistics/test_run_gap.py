"""M06, M07 and M10 worked by hand on a handful of runs."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import polars as pl
import pytest

from pipelines.statistics.gap.efficiency_adjusted_gap import efficiency_gap
from pipelines.statistics.gap.largest_run_gap import largest_run_gap
from pipelines.statistics.gap.run_ratio import Run, RunDraws, ends
from pipelines.statistics.kit.intervals import Z
from schemas.chips.chip import CoreChip
from schemas.costs.run_utilization import RunUtilization
from schemas.models.model_release import CoreModelRelease
from schemas.models.training_run import CoreTrainingRun
from schemas.organizations.organization import CoreOrganization
from tests.support.gap_tables import Tables, model, only_row

MONTH = 365.25 / 12
BY = {"confidence_tier": "tier_all", "country_basis": "org_hq", "country_rule": "inclusive"}
MODELS = [
    model("a-small", date(2022, 1, 15), 4e23, "USA"),
    model("a-large", date(2023, 3, 10), 2e25, "USA", confidence_tier="Speculative"),
    model("a-tuned", date(2023, 4, 10), 9e25, "USA", is_fine_tune=True, base_model_id="a-large"),
    model("b-small", date(2022, 6, 1), 1e23, "CHN"),
    model("b-large", date(2023, 9, 10), 4e24, "CHN"),
    model("shared", date(2023, 10, 1), 6e24, "CHN", "HKG"),
    model("hidden", date(2023, 11, 1), None, "CHN"),
    model("island", date(2023, 12, 1), 9e24, "TWN"),
]


def tables(
    models: list[dict[str, Any]], until: date = date(2024, 1, 31), years: float = 5
) -> Tables:
    """Each run stands for its area though it is the only one, if it is of the last years."""
    made = Tables(until, comparable_run_count=1, comparable_run_years=years)
    made.given(CoreModelRelease, models)
    made.given(CoreOrganization, [])
    for name in ("core.model_country", "step.run_by_country", "metric.largest_run_by_country_month"):
        made.query(name)
    return made


def gap(models: list[dict[str, Any]] = MODELS, **where: Any) -> dict[str, Any]:
    return only_row(tables(models).make(largest_run_gap), **(BY | where))


def test_the_gap_of_two_largest_runs_by_hand() -> None:
    """End of September 2023: 2e25 by 4e24 is 5. The first run of a with 4e24 or more is a-large.

    b's largest came on 10 September, a-large on 10 March: 184 days, 6.045 months of 30.4375 days.
    """
    row = gap(country_a_code="USA", country_b_code="CHN", valid_date=date(2023, 9, 30))
    assert row["run_gap_ratio"] == pytest.approx(5)
    assert (row["model_a_id"], row["model_b_id"]) == ("a-large", "b-large")
    assert row["behind_months"] == pytest.approx(184 / MONTH, rel=1e-8)
    assert (row["run_gap_ratio_basis"], row["input_row_count"]) == ("estimated", 4)


def test_the_interval_of_two_spreads_adds_their_squares() -> None:
    """Factor 31 (Speculative) by factor 3 (Confident): exp(sqrt(ln(31)^2 + ln(3)^2)) = 38.3 both ways."""
    row = gap(country_a_code="USA", country_b_code="CHN", valid_date=date(2023, 9, 30))
    factor = np.exp(np.hypot(np.log(31), np.log(3)))
    assert row["run_gap_ratio_high"] == pytest.approx(5 * factor, rel=0.1)
    assert row["run_gap_ratio_low"] == pytest.approx(5 / factor, rel=0.1)
    assert row["constant_ids"] == [f"compute_spread_{tier}_ratio"
                                   for tier in ("confident", "likely", "speculative")]


def compared(years: list[int]) -> dict[str, Any]:
    """The gap at the end of 2020 by runs of five years, three at least; China's grow tenfold by a run."""
    ours = [model(f"usa-{year}", date(year, 6, 30), 10.0 ** (year - 1993), "USA")
            for year in range(2015, 2021)]
    theirs = [model(f"chn-{year}", date(year, 6, 30), 10.0 ** (18 + k), "CHN")
              for k, year in enumerate(years)]
    made = Tables(date(2020, 12, 31), comparable_run_years=5, comparable_run_count=3)
    made.given(CoreModelRelease, [*ours, *theirs])
    made.given(CoreOrganization, [])
    for name in ("core.model_country", "step.run_by_country", "metric.largest_run_by_country_month"):
        made.query(name)
    return only_row(made.make(largest_run_gap), **BY, country_a_code="USA", country_b_code="CHN",
                    valid_date=date(2020, 12, 31))


def test_the_largest_of_enough_recent_runs_stands_for_its_area() -> None:
    """1e27 by 1e20 of June 2018, the last of three since the end of 2015."""
    row = compared([2016, 2017, 2018])
    assert (row["run_gap_ratio"], row["reason_code"]) == (pytest.approx(1e7), None)


@pytest.mark.parametrize("years", [[2017, 2018], [2015, 2017, 2018]], ids=["two", "and an older one"])
def test_the_largest_of_few_recent_runs_stands_for_nothing(years: list[int]) -> None:
    row = compared(years)
    assert (row["run_gap_ratio"], row["run_gap_ratio_high"], row["behind_months"]) == (None, None, None)
    assert (row["reason_code"], row["is_quotable"]) == ("runs_not_comparable", None)
    assert (row["model_b_id"], row["run_gap_ratio_basis"]) == ("chn-2018", None)


def test_tiers_cut_what_the_source_is_not_sure_of() -> None:
    """Without the Speculative run a's largest is 4e23: a is behind, and has no run as large as b's."""
    row = gap(country_a_code="USA", country_b_code="CHN", valid_date=date(2023, 9, 30),
              confidence_tier="tier_confident")
    assert row["run_gap_ratio"] == pytest.approx(0.1)
    assert row["behind_months"] is None


def test_who_was_first_is_behind_by_less_than_nothing() -> None:
    """b has 1e23 on 1 June 2022, a 4e23 only on 15 July: a is 44 days late."""
    late = [MODELS[0] | {"release_date": date(2022, 7, 15)}, MODELS[3]]
    row = gap(late, country_a_code="USA", country_b_code="CHN", valid_date=date(2022, 7, 31))
    assert row["behind_months"] == pytest.approx(-44 / MONTH, rel=1e-8)


def test_country_rules_credit_a_shared_run_each_in_its_way() -> None:
    """6e24 of China and Hong Kong: whole if any counts, none if all must, half by share (3e24 < 4e24)."""
    months = tables(MODELS).frames["metric.largest_run_by_country_month"]
    where = {"country_code": "CHN", "valid_date": date(2023, 10, 31), "confidence_tier": "tier_all",
             "country_basis": "org_hq"}
    found = {rule: only_row(months, **where, country_rule=rule)["model_id"]
             for rule in ("inclusive", "exclusive", "fractional")}
    assert found == {"inclusive": "shared", "exclusive": "b-large", "fractional": "b-large"}
    rollup = only_row(months, **(where | {"country_code": "CHN_incl_HKG_MAC"}), country_rule="exclusive")
    assert (rollup["model_id"], rollup["country_share"]) == ("shared", 1)


def test_taiwan_is_never_in_china_but_in_the_rest_of_the_world() -> None:
    runs = tables(MODELS).frames["step.run_by_country"].filter(pl.col("model_id") == "island")
    assert set(runs["country_code"]) == {
        "TWN", "WORLD_excl_CHN", "WORLD_excl_CHN_HKG_MAC", "WORLD_excl_USA"}


def test_the_two_sides_of_a_pair_with_the_rest_share_nothing() -> None:
    shares = tables(MODELS).frames["core.model_country"]
    for rule in ("inclusive", "exclusive", "fractional"):
        sides = [shares.filter(pl.col("country_code") == code).select("model_id", side=f"{rule}_share")
                 for code in ("CHN", "WORLD_excl_CHN")]
        both = sides[0].join(sides[1], on="model_id", how="full", suffix="_b").fill_null(0)
        assert (both["side"] + both["side_b"] == 1).all()


def test_an_unknown_tier_has_no_interval_but_a_reason() -> None:
    unsure = [MODELS[0], MODELS[3] | {"confidence_tier": "Unknown"}]
    row = gap(unsure, country_a_code="USA", country_b_code="CHN", valid_date=date(2022, 6, 30))
    assert (row["run_gap_ratio_low"], row["interval_kind"]) == (None, None)
    assert row["reason_code"] == "compute_interval_unknown"


def test_a_stated_interval_beats_the_tier_and_a_broken_one_does_not() -> None:
    stated = MODELS[0] | {"compute_flop_low": 3e23, "compute_flop_high": 5e23}
    broken = MODELS[3] | {"compute_flop_low": 3e23, "compute_flop_high": 5e23}
    runs = tables([stated, broken]).frames["step.run_by_country"]
    assert set(runs.filter(pl.col("model_id") == "a-small")["interval_source"]) == {"stated"}
    assert set(runs.filter(pl.col("model_id") == "b-small")["interval_source"]) == {"tier_spread"}
    assert set(runs.filter(pl.col("model_id") == "b-small")["compute_flop_low"]) == {1e23 / 3}


def test_one_run_on_both_sides_is_no_gap_whatever_its_interval() -> None:
    run = Run("x", 1.0, 10.0, 100.0)
    assert ends(RunDraws().ratio(run, run)) == (1, 1)


def test_draws_of_a_run_have_its_interval() -> None:
    low, high = ends(RunDraws().of(Run("x", 2.0, 10.0, 50.0)))
    assert low is not None and high is not None
    assert np.log(high / low) == pytest.approx(2 * np.log(5), rel=0.05)
    assert Z["ci90"] == 1.6449


def test_efficiency_doubles_and_quadruples_the_gap() -> None:
    """M10: 5 x (1, sqrt 2 x sqrt 2, 2 x 2) = 5, 10, 20, without probabilities."""
    made = tables(MODELS)
    made.make(largest_run_gap)
    row = only_row(made.make(efficiency_gap), country_a_code="USA", country_b_code="CHN",
                   valid_date=date(2023, 9, 30), confidence_tier="tier_all",
                   prior_id="halving_time_ci95_months")
    ends_of = [row[f"effective_gap_ratio{end}"] for end in ("_low", "", "_high")]
    assert ends_of == pytest.approx([5, 10, 20], rel=1e-8)
    assert row["interval_kind"] == "range"


def test_time_lowers_the_compute_that_is_needed() -> None:
    """184 days are 6.045 months; at 8 months to halve, 2e25 x 2^(-6.045/8) = 1.1845e25, by 4e24: 2.961."""
    made = tables(MODELS)
    made.make(largest_run_gap)
    rows = made.make(efficiency_gap).filter(
        pl.col("country_a_code") == "USA", pl.col("country_b_code") == "CHN",
        pl.col("valid_date") == date(2023, 9, 30), pl.col("confidence_tier") == "tier_all")
    assert rows["predicted_flop"].to_list() == pytest.approx([1.1845e25] * 2, rel=1e-4)
    assert rows["time_adjusted_gap_ratio"].to_list() == pytest.approx([2.9613] * 2, rel=1e-4)
    assert (rows["time_adjusted_gap_ratio_low"] < rows["time_adjusted_gap_ratio"]).all()


def test_nothing_is_predicted_over_more_years_than_the_halving_time_is_known_for() -> None:
    """A run of 1957 and one of 2023 lie 800 months apart; 2 to the 100th is no prediction."""
    made = tables([MODELS[0] | {"release_date": date(1957, 1, 1)}, *MODELS[1:]], years=100)
    made.make(largest_run_gap)
    rows = made.make(efficiency_gap)
    far = rows.filter(pl.col("elapsed_months").abs() > 132)
    assert far.height
    assert far["predicted_flop_high"].null_count() == far.height
    assert set(far["reason_code"]) == {"beyond_the_prior"}
    near = rows.filter(pl.col("elapsed_months").abs() <= 132)
    assert near["time_adjusted_gap_ratio"].null_count() == 0


def test_another_model_changes_no_draw() -> None:
    more = [*MODELS, model("other", date(2022, 2, 1), 9e22, "FRA")]
    where = {"country_a_code": "USA", "country_b_code": "CHN", "valid_date": date(2023, 9, 30)}
    assert gap(**where)["run_gap_ratio_high"] == gap(more, **where)["run_gap_ratio_high"]


H800 = {
    "chip_id": "nvidia-h800-sxm", "chip_name": "NVIDIA H800 SXM", "designer": "NVIDIA",
    "designer_country_code": "USA", "peak_dense_fp8_flop_per_s": 1.979e15,
    "peak_dense_fp16_flop_per_s": 9.895e14,
}
V3 = {
    "training_run_id": "deepseek-v3-pretrain", "model_id": "deepseek-v3", "phase": "pretrain",
    "number_format": "fp8", "chip_id": "nvidia-h800-sxm", "training_chip_hour_count": 2.664e6,
    "training_chip_hour_count_basis": "reported", "active_parameter_count": 37e9,
    "dataset_token_count": 14.8e12, "source_id": "seed", "source_locator": "row 2",
}


def reconciled(run: dict[str, Any], **of_model: Any) -> dict[str, Any]:
    made = Tables()
    made.given(CoreModelRelease, [model("deepseek-v3", date(2024, 12, 26), 3.3e24, "CHN") | of_model])
    made.given(CoreChip, [H800])
    made.given(CoreTrainingRun, [run])
    return made.query("metric.run_reconciliation_by_model").row(0, named=True)


def test_deepseek_v3_implies_the_utilization_its_report_does_not_print() -> None:
    """6 x 37e9 x 14.8e12 = 3.2856e24; 2.664e6 h x 3600 s x 1.979e15 = 1.8980e25; the share is 0.1731.

    With the prior of 0.375: log10(3.2856e24 / 7.1174e24) = -0.3357, an alert beyond 0.3.
    """
    row = reconciled(V3)
    assert row["ops_flop"] == pytest.approx(3.2856e24)
    assert row["implied_mfu_share"] == pytest.approx(0.17311, rel=1e-4)
    assert row["recon_log10_ratio"] == pytest.approx(-0.33572, abs=1e-4)
    assert (row["is_alert"], row["interval_kind"], row["hardware_flop_basis"]) == (True, "ci90", "imputed")
    assert row["recon_log10_ratio_low"] < row["recon_log10_ratio"] < row["recon_log10_ratio_high"]


def test_the_format_decides_the_peak() -> None:
    assert reconciled(V3 | {"number_format": "fp16"})["implied_mfu_share"] == pytest.approx(0.34622, rel=1e-4)


@pytest.mark.parametrize(("run", "of_model"), [
    ({}, {"domains": ["Vision"]}),
    ({"dataset_token_count": 400e6, "phase": "all"}, {}),
    ({"dataset_token_count": 14.8e15, "phase": "all"}, {}),
])
def test_images_games_and_documents_are_no_tokens(run: dict[str, Any], of_model: dict[str, Any]) -> None:
    """6 x 37e9 x 14.8e12 = 3.3e24 is what the model took; 400 million pairs are 27 millionths of it."""
    row = reconciled(V3 | run, **of_model)
    assert (row["dataset_token_count"], row["ops_flop"]) == (None, None)
    assert row["reason_code"] == "data_not_in_tokens"


@pytest.mark.parametrize(("missing", "reason"), [
    ({"number_format": None}, "format_unknown"), ({"chip_id": None}, "chip_unknown"),
    ({"training_chip_hour_count": None}, "chip_hours_unknown"),
    ({"active_parameter_count": None}, "parameters_unknown"),
    ({"dataset_token_count": None}, "tokens_unknown"), ({"number_format": "fp64"}, "peak_unknown"),
])
def test_what_is_missing_is_named(missing: dict[str, Any], reason: str) -> None:
    row = reconciled(V3 | missing)
    assert (row["recon_log10_ratio"], row["reason_code"]) == (None, reason)


def test_a_utilization_from_elsewhere_has_no_prior() -> None:
    row = reconciled(V3 | {"mfu_share": 0.2, "mfu_share_basis": "reported"})
    assert (row["interval_kind"], row["mfu_share_basis"]) == (None, "reported")
    assert row["constant_ids"] == ["recon_alert_log10_ratio", "token_count_scale_ratio"]


def test_compute_that_is_not_believed_where_it_is_costed_stands_for_no_country() -> None:
    """The hours of a-large tell of more; a run whose hours tell of less keeps its compute."""
    made = tables(MODELS)
    for cell, largest in (("hours", "a-small"), ("compute", "a-large")):
        made.given(RunUtilization, [{"training_run_id": "a", "model_id": "a-large", "believed_cell": cell}])
        runs = made.query("step.run_by_country").filter(country_code="USA", **BY)
        assert runs.sort("compute_flop")["model_id"][-1] == largest


def test_a_basis_that_is_not_known_stays_so_and_makes_no_gap_a_reported_one() -> None:
    """The other run is reported; beside it the unknown one counts as an estimate."""
    runs = [model("a", date(2023, 1, 1), 4e24, "USA", compute_flop_basis=None),
            model("b", date(2023, 1, 1), 1e24, "CHN", compute_flop_basis="reported")]
    made = tables(runs)
    for name in ("step.run_by_country", "metric.largest_run_by_country_month"):
        table = made.frames[name]
        assert set(table.select("model_id", "compute_flop_basis").rows()) == {
            ("a", None), ("b", "reported")}
    row = only_row(made.make(largest_run_gap), **BY, country_a_code="USA", country_b_code="CHN",
                   valid_date=date(2023, 9, 30))
    assert row["run_gap_ratio_basis"] == "estimated"
