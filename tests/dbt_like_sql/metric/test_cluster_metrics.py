"""M11 and M26 worked by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from schemas.clusters.cluster import CoreCluster
from schemas.clusters.data_center_capacity import CoreDataCenterCapacity
from schemas.organizations.organization import CoreOrganization
from schemas.spending.compute_spend import CoreComputeSpend
from tests.support.gap_tables import Row, Tables, only_row


def cluster(cluster_id: str, country: str, opened: date | None, h100e: float, **more: Any) -> dict[str, Any]:
    return {
        "cluster_id": cluster_id, "cluster_name": cluster_id, "is_anonymised": False,
        "site_country_code": country, "owner_country_code": country, "status": "existing",
        "confidence_tier": "Confident", "first_operational_date": opened, "h100e_count": h100e,
        "chip_count": h100e, "is_in_standard_analysis": True, "is_possible_duplicate": False,
        "same_content_count": 1, "h100e_count_basis": "reported", "source_id": "seed",
    } | more


CLUSTERS = [
    cluster("first", "USA", date(2022, 5, 1), 1000, superseded_date=date(2023, 3, 1)),
    cluster("second", "USA", date(2023, 3, 1), 8000, chip_count_low=6000, chip_count_high=9000,
            peak_dense_fp16_flop_per_s=8e18, power_mw=12.0),
    cluster("closed", "USA", date(2022, 1, 1), 9000, status="decommissioned",
            decommissioned_date=date(2022, 12, 1)),
    cluster("copy", "USA", date(2022, 2, 1), 99000, is_in_standard_analysis=False),
    cluster("plan", "USA", None, 500000, status="planned", is_in_standard_analysis=False),
    cluster("hidden", "CHN", date(2022, 8, 1), 2000, is_anonymised=True, confidence_tier="Likely"),
    cluster("old-cards", "CHN", date(2022, 9, 1), 100, chip_count=10000),
    cluster("abroad", "MYS", date(2023, 6, 1), 3000, owner_country_code="MYS", user_country_code="CHN"),
]


def site(site_id: str, day: date, h100e: float, **more: Any) -> dict[str, Any]:
    return {"site_id": site_id, "site_name": site_id, "capacity_date": day, "occurrence": 1,
            "status": "operational", "h100e_count": h100e, "power_mw": 0.0, "is_projection": False,
            "value_basis": "estimated", "site_country_code": "USA"} | more


SITES = [site("campus", date(2023, 6, 1), 4000), site("campus", date(2024, 2, 1), 20000),
         site("campus", date(2027, 1, 1), 900000, is_projection=True)]


def largest(clusters: list[dict[str, Any]] = CLUSTERS, **where: Any) -> Row:
    made = Tables(date(2024, 3, 31))
    made.given(CoreCluster, clusters)
    made.given(CoreDataCenterCapacity, SITES)
    made.given(CoreOrganization, [])
    made.query("core.compute_system")
    defaults = {"country_code": "USA", "country_basis": "site", "confidence_tier": "tier_all",
                "status": "existing", "measure": "h100e_count", "system_kind": "cluster",
                "valid_date": date(2024, 3, 31)}
    return only_row(made.query("metric.largest_cluster_by_country_month"), **(defaults | where))


def test_the_largest_cluster_month_by_month() -> None:
    """closed leads until its end, then first; second takes over from it on 1 March 2023."""
    days = (date(2022, 11, 30), date(2022, 12, 31), date(2023, 3, 31))
    assert [largest(valid_date=day)["system_id"] for day in days] == ["closed", "first", "second"]


def test_a_stated_range_of_chips_scales_the_measure() -> None:
    """8,000 H100 equivalents of 8,000 chips, 6,000 to 9,000: 6,000 to 9,000."""
    row = largest()
    assert (row["value_low"], row["value"], row["value_high"]) == (6000, 8000, 9000)
    assert (row["interval_kind"], row["constant_ids"]) == ("range", [])


def test_an_anonymised_figure_may_be_off_by_half() -> None:
    """2,000 to one significant digit: 1,333 to 3,000."""
    row = largest(country_code="CHN")
    assert (row["value_low"], row["value_high"]) == (pytest.approx(2000 / 1.5), 3000)
    assert row["constant_ids"] == ["cluster_anonymised_spread_ratio"]


def test_many_small_chips_are_no_large_cluster() -> None:
    """10,000 chips of 0.01 H100 equivalents each do not count as chips."""
    assert largest(country_code="CHN", measure="chip_count")["system_id"] == "hidden"


def test_tiers_cut_what_is_not_sure() -> None:
    assert largest(country_code="CHN", confidence_tier="tier_confident")["system_id"] == "old-cards"


def test_plans_stand_apart_and_only_at_the_end() -> None:
    assert largest(status="planned_confident")["value"] == 500000
    with pytest.raises(AssertionError, match="0 rows"):
        largest(status="planned_confident", valid_date=date(2023, 12, 31))


def test_a_rumour_is_never_beside_a_sure_plan_or_what_is_built() -> None:
    rumour = cluster("rumour", "USA", None, 2e7, status="planned", confidence_tier="Speculative",
                     is_in_standard_analysis=False)
    fleet = rumour | {"cluster_id": "fleet", "h100e_count": 5e7, "is_single_site": "no"}
    kinds = {"planned_confident": "cluster", "planned_speculative": "cluster",
             "building": "data_center", "existing": "any"}
    found = {status: largest([*CLUSTERS, rumour, fleet], status=status, system_kind=kind)
             for status, kind in kinds.items()}
    assert {status: (row["system_id"], row["value"]) for status, row in found.items()} == {
        "planned_confident": ("plan", 500000), "planned_speculative": ("rumour", 2e7),
        "building": ("campus", 900000), "existing": ("campus", 20000)}


def test_what_does_not_run_is_not_dated_by_the_other_list() -> None:
    """A site that was being built in May 2026 stood at the last month end of the clusters, October 2025."""
    for status in ("planned_confident", "building"):
        with pytest.raises(AssertionError, match="0 rows"):
            largest(status=status, system_kind="any")


def test_clusters_and_data_centers_are_one_list_that_says_which() -> None:
    """The campus grows from 4,000 to 20,000 on 2024-02-01; the largest cluster is of 8,000."""
    january = date(2024, 1, 31)
    sizes = {kind: (largest(system_kind=kind, valid_date=january)["value"],
                    largest(system_kind=kind)["value"]) for kind in ("cluster", "data_center", "any")}
    assert sizes == {"cluster": (8000, 8000), "data_center": (4000, 20000), "any": (8000, 20000)}


def test_a_site_abroad_counts_for_its_user() -> None:
    found = {basis: largest(country_code="CHN", country_basis=basis, valid_date=date(2023, 6, 30))
             for basis in ("site", "user_hq")}
    assert {basis: row["system_id"] for basis, row in found.items()} == {
        "site": "hidden", "user_hq": "abroad"}


def test_ranks_are_those_of_the_opening_day() -> None:
    """On 1 May 2022 only closed is larger than first; on 1 March 2023 second is the largest."""
    made = Tables()
    made.given(CoreCluster, CLUSTERS)
    ranks = made.query("step.leading_cluster_by_measure").filter(pl.col("measure") == "h100e_count")
    found = dict(ranks.select("cluster_id", "rank_count").iter_rows())
    assert found == {"closed": 1, "first": 2, "second": 1, "hidden": 2, "old-cards": 4, "abroad": 2}


def spend(part: str, value: float, **more: Any) -> dict[str, Any]:
    return {
        "compute_spend_id": f"openai-2024-{part.replace('_', '-')}", "organization_id": "openai",
        "period_start_date": date(2024, 1, 1), "period_end_date": date(2024, 12, 31),
        "spend_unit": "usd", "spend_part": part, "value": value, "value_basis": "estimated",
        "confidence_tier": "Likely", "is_chosen": True, "source_id": "seed", "source_locator": "row 2",
    } | more


def share(*statements: dict[str, Any]) -> pl.DataFrame:
    made = Tables()
    made.given(CoreComputeSpend, list(statements))
    return made.query("metric.deployment_share_by_org_year")


def test_two_of_seven_billions_serve_users() -> None:
    """2 / (2 + 5) = 0.2857; the range 1.8 to 2.2 by 4.5 to 5.5 gives 1.8/7.3 to 2.2/6.7."""
    row = only_row(share(
        spend("inference", 2e9, value_low=1.8e9, value_high=2.2e9),
        spend("research_and_development", 5e9, value_low=4.5e9, value_high=5.5e9),
    ), organization_id="openai", year=2024, unit="usd")
    assert row["deployment_share"] == pytest.approx(2 / 7)
    assert row["deployment_share_low"] == pytest.approx(1.8 / 7.3)
    assert row["deployment_share_high"] == pytest.approx(2.2 / 6.7)
    assert (row["input_row_count"], row["other_source"]) == (2, "stated")


def test_training_and_experiments_add_up_to_the_rest() -> None:
    row = share(spend("inference", 2e9), spend("training_final", 1e9), spend("experiments", 3e9)).row(
        0, named=True)
    assert (row["deployment_share"], row["other_source"], row["input_row_count"]) == (
        pytest.approx(1 / 3), "parts", 3)
    assert row["reason_code"] == "range_not_disclosed"


def test_a_total_gives_the_rest_and_units_never_mix() -> None:
    assert share(spend("inference", 2e9), spend("total", 8e9))["deployment_share"].item() == 0.25
    assert share(spend("inference", 2e9), spend("total", 8e6, spend_unit="gpu_hour")).is_empty()
    assert share(spend("inference", 9e9), spend("total", 8e9)).is_empty()


def test_the_statement_that_is_believed_counts() -> None:
    rival = spend("inference", 4e9, compute_spend_id="x", is_chosen=False)
    found = share(spend("inference", 2e9), rival, spend("total", 8e9))
    assert (found["deployment_share"].item(), found["confidence_tier"].item()) == (0.25, "Likely")
