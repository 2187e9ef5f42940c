"""Clusters as believed: a named one that a list may hold without its name counts once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import polars as pl
import pytest

from schemas.clusters.cluster_fact import CoreClusterFact
from schemas.organizations.organization import CoreOrganization
from schemas.quality.cell_confirmation import CoreCellConfirmation
from tests.support.gap_tables import Tables

STATED: Mapping[str, Any] = {
    "is_anonymised": False,
    "is_in_standard_analysis": True,
    "is_possible_duplicate": False,
    "site_country_code": "CHN",
    "first_operational_date": date(2021, 7, 1),
    "peak_dense_fp16_flop_per_s": 3.12e18,
    "h100e_count": None,
    "status": "existing",
}
"""Fire-Flyer 2 as its makers tell of it."""
MASKED: Mapping[str, Any] = {
    "is_anonymised": True,
    "first_operational_date": date(2021, 7, 15),
    "peak_dense_fp16_flop_per_s": 3e18,
}
"""The record of a list that withholds names."""


def facts(cluster_id: str, said: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What is believed of a cluster, a row for each attribute that is known."""
    return [
        {
            "cluster_id": cluster_id,
            "attribute": name,
            "is_chosen": True,
            "source_id": "seed",
            "value": str(value).lower() if isinstance(value, bool) else str(value),
            "value_number": value if isinstance(value, float) else None,
        }
        for name, value in ({"cluster_name": cluster_id} | dict(STATED) | dict(said)).items()
        if value is not None
    ]


def believed(named: Mapping[str, Any], masked: Mapping[str, Any]) -> dict[str, tuple[bool, bool]]:
    """Whether each counts, and whether it may be another report of one."""
    made = Tables()
    made.given(
        CoreClusterFact, [*facts("named", named), *facts("masked", dict(MASKED) | dict(masked))]
    )
    made.given(CoreOrganization, [])
    made.given(CoreCellConfirmation, [])
    rows = made.query("core.cluster")
    return {
        row["cluster_id"]: (row["is_in_standard_analysis"], row["is_possible_duplicate"])
        for row in rows.iter_rows(named=True)
    }


COUNTED, TOLD_TWICE = (True, False), (False, True)


def test_a_named_cluster_that_a_list_may_hold_without_its_name_counts_once() -> None:
    assert believed({}, {}) == {"named": TOLD_TWICE, "masked": COUNTED}


@pytest.mark.parametrize(
    "other",
    [
        {"site_country_code": "USA"},
        {"first_operational_date": date(2023, 7, 15)},
        {"peak_dense_fp16_flop_per_s": 5e18},
        {"is_anonymised": False},
    ],
)
def test_another_country_time_size_or_name_is_another_cluster(other: Mapping[str, Any]) -> None:
    assert believed({}, other) == {"named": COUNTED, "masked": COUNTED}


def test_sizes_in_h100_equivalents_are_compared_where_no_performance_is_known() -> None:
    unknown = {"peak_dense_fp16_flop_per_s": None, "h100e_count": 3153.0}
    assert believed(unknown, {"h100e_count": 3000.0})["named"] == TOLD_TWICE
    assert believed(unknown, {})["named"] == COUNTED


def test_no_named_cluster_of_china_is_counted_beside_a_record_of_its_size_and_time(
    built: Callable[[str], pl.DataFrame],
) -> None:
    """Six were until November 2026: China had 14.4 and not 12.8 percent of the listed performance."""
    clusters = built("core.cluster").filter(pl.col("site_country_code") == "CHN")
    named = clusters.filter(
        ~pl.col("is_anonymised"), pl.col("peak_dense_fp16_flop_per_s").is_not_null()
    )
    assert named.height >= 7
    assert named.filter("is_in_standard_analysis")["cluster_id"].to_list() == []
    assert clusters.filter("is_in_standard_analysis", "is_anonymised").height > 100
