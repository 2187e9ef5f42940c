"""Shares of sectors and countries in the clusters that run, worked by hand."""

from datetime import date
from typing import Any

import pytest

from schemas.clusters.cluster import CoreCluster
from schemas.clusters.data_center_capacity import CoreDataCenterCapacity
from schemas.organizations.organization import CoreOrganization
from tests.dbt_like_sql.metric.test_cluster_metrics import cluster
from tests.support.gap_tables import Row, Tables, only_row

DAY = date(2023, 6, 30)
CLUSTERS = [
    cluster("lab", "USA", date(2022, 5, 1), 6000, sector="private"),
    cluster("grown", "USA", date(2022, 1, 1), 5000, sector="private",
            superseded_date=date(2022, 5, 1)),
    cluster("copy", "USA", date(2022, 1, 1), 9000, sector="public", is_in_standard_analysis=False),
    cluster("state", "CHN", date(2022, 6, 1), 3000, sector="public"),
    cluster("hidden", "CHN", date(2023, 1, 1), 1000, is_anonymised=True),
]


def share(member: str, dimension: str = "sector", **where: Any) -> Row:
    made = Tables(DAY)
    made.given(CoreCluster, CLUSTERS)
    made.given(CoreDataCenterCapacity, [])
    made.given(CoreOrganization, [])
    made.query("core.compute_system")
    return only_row(made.query("metric.cluster_share_by_dimension_month"), **{
        "dimension": dimension, "member": member, "measure": "h100e_count", "valid_date": DAY} | where)


def test_what_runs_is_shared_out_and_the_unknown_is_told() -> None:
    """6,000 of 6,000 + 3,000 + 1,000; the phase before, and what is counted twice, are not added."""
    row = share("private")
    assert (row["value_share"], row["unknown_share"]) == (pytest.approx(0.6), 0.1)
    assert (row["cluster_count"], row["input_row_count"]) == (1, 3)


def test_the_ends_give_the_unknown_to_others_and_to_the_member() -> None:
    """Hidden is 667 to 1,500: 6,000 / 10,500 if it is another's, 7,500 / 10,500 if it is private."""
    row = share("private")
    assert row["value_share_low"] == pytest.approx(6000 / 10500)
    assert row["value_share_high"] == pytest.approx(7500 / 10500)


def test_a_member_of_anonymised_figures_has_their_spread() -> None:
    """China: 3,000 + 1,000, from 3,667 / 9,667 to 4,500 / 10,500."""
    row = share("CHN", "site")
    assert row["value_share"] == pytest.approx(0.4)
    assert row["value_share_low"] == pytest.approx((3000 + 1000 / 1.5) / (9000 + 1000 / 1.5))
    assert row["value_share_high"] == pytest.approx(4500 / 10500)


def test_before_the_hidden_one_opened_nothing_is_unknown() -> None:
    row = share("public", valid_date=date(2022, 12, 31))
    assert (row["value_share"], row["unknown_share"]) == (pytest.approx(1 / 3), 0)
    assert row["value_share_low"] == row["value_share_high"] == pytest.approx(1 / 3)
