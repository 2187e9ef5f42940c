"""M21 worked by hand: energy and power of a run, nameplate power of a site."""

from datetime import date
from typing import Any

import pytest

from tests.pipelines.statistics.test_training_cost import chips, inputs, model, run
from tests.support.tiny import constants, frame, made


def energy(**more: Any) -> dict[str, Any]:
    tables = inputs(**more)
    return made("metric.training_energy_by_model", *tables.items()).row(0, named=True)


def test_energy_and_average_power_of_a_run() -> None:
    """57e6 chip-hours x 0.4 kW x 2.03 x 0.75 x 1.25 = 43.39125e6 kWh; over 2280 h 19.0313 MW."""
    row = energy()
    assert row["energy_kwh_count"] == pytest.approx(43.39125e6)
    assert row["average_power_mw"] == pytest.approx(19.0313, rel=1e-5)
    assert row["server_power_per_chip_w"] == pytest.approx(812)
    assert row["energy_kwh_count_low"] < row["energy_kwh_count"] < row["energy_kwh_count_high"]
    assert row["constant_ids"] == [
        "power_utilization_gpu_share", "pue_other_ratio", "run_chip_count_factor_ratio",
        "run_hours_factor_ratio", "server_power_a100_ratio", "training_to_publication_days"]


def test_a_tpu_v4_without_a_stated_power_takes_the_assumed_one_and_says_so() -> None:
    """1000 chip-hours x 0.373 kW x 1.56 x 0.43 x 1.25 = 312.76 kWh; a stated power goes before."""
    unstated = frame("core.chip", {
        "chip_id": "google-tpu-v4", "chip_name": "Google TPU v4", "release_date": date(2021, 5, 20),
        "peak_dense_fp16_flop_per_s": 275e12})
    family = made("step.costing_family_by_chip", ("core.chip", unstated),
                  ("core.model_constant", constants()))
    assert (family["tdp_w"].item(), family["is_power_assumed"].item()) == (373, True)
    hours = run(chip_id="google-tpu-v4", training_chip_hour_count=1000.0)
    tables = inputs([model(compute_flop=1e20)], [hours])
    tables["step.costing_family_by_chip"] = family
    for name in ("training_chip_hours_by_model", "training_energy_by_model"):
        tables[f"metric.{name}"] = made(f"metric.{name}", *tables.items())
    row = tables["metric.training_energy_by_model"].row(0, named=True)
    assert row["energy_kwh_count"] == pytest.approx(312.76, rel=1e-4)
    assert "tpu_v4_power_w" in row["constant_ids"]
    assert "tpu_v4_power_w" not in energy(models=[model(compute_flop=1e20)], runs=[hours])["constant_ids"]


def test_an_error_of_the_hours_cancels_in_power() -> None:
    """Energy errs by x2 in hours, power does not: its interval is narrower in logs by far."""
    row = energy()
    wide = row["energy_kwh_count_high"] / row["energy_kwh_count_low"]
    narrow = row["average_power_mw_high"] / row["average_power_mw_low"]
    assert wide > 3.5
    assert narrow < 2.2


def test_a_run_of_unknown_length_has_the_power_of_its_chips() -> None:
    """25,000 chips x 0.4 kW x 2.03 x 0.75 x 1.25 = 19.0313 MW, whatever the compute."""
    row = energy(runs=[run(training_hour_count=None)])
    assert row["average_power_mw"] == pytest.approx(19.0313, rel=1e-5)
    assert row["average_power_mw_high"] / row["average_power_mw_low"] < 2.2


def test_no_chips_and_no_hours_leave_no_power() -> None:
    row = energy(runs=[run(training_hour_count=None, training_chip_count=None)])
    assert (row["average_power_mw"], row["reason_code"]) == (None, "no_run_length")


def site(**more: Any) -> dict[str, Any]:
    cluster = {"cluster_id": "c", "cluster_name": "C", "status": "existing",
               "confidence_tier": "Confident", "is_in_standard_analysis": True,
               "chip_id": "nvidia-a100", "chip_count": 10000.0,
               "owner_organization_ids": ["openai"], "power_mw": 10.0,
               "first_operational_date": date(2023, 1, 1)} | more
    tables = inputs()
    found = made(
        "metric.site_power_by_cluster", ("core.cluster", frame("core.cluster", cluster)),
        ("core.chip", chips()), ("core.model_constant", constants()),
        ("core.organization_cloud", tables["core.organization_cloud"]),
        ("step.costing_family_by_chip", tables["step.costing_family_by_chip"]),
        ("core.coverage", frame("core.coverage", {
            "coverage_id": "cluster", "data_through_date": date(2026, 1, 2)})))
    return found.row(0, named=True)


def test_nameplate_power_of_a_site() -> None:
    """10,000 x 400 W x 2.03 x 1.25 = 10.15 MW (1.12 to 1.40: 9.0944 to 11.368); no utilization."""
    row = site()
    assert row["site_power_mw"] == pytest.approx(10.15)
    assert row["site_power_mw_low"] == pytest.approx(9.0944)
    assert row["site_power_mw_high"] == pytest.approx(11.368)
    assert row["calculated_over_reported_ratio"] == pytest.approx(1.015)
    assert (row["valid_date"], row["is_dated"]) == (date(2023, 1, 1), True)


def test_a_hyperscaler_has_the_better_building_and_a_stated_range_widens_the_power() -> None:
    """Google: x 1.1; chips 8,000 to 12,000 at 1.05 and 1.16: 6.8208 and 11.303 MW."""
    row = site(owner_organization_ids=["google"], chip_count_low=8000.0, chip_count_high=12000.0,
               first_operational_date=None)
    assert row["site_power_mw"] == pytest.approx(8.932)
    assert row["site_power_mw_low"] == pytest.approx(6.8208)
    assert row["site_power_mw_high"] == pytest.approx(11.30304)
    assert (row["valid_date"], row["is_dated"]) == (date(2026, 1, 2), False)
