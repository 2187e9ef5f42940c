"""M20 worked by hand: the share of final runs, inverted."""

from datetime import date
from typing import Any

import pytest

from tests.support.tiny import frame, made


def spend(part: str, value: float, low: float | None = None, high: float | None = None,
          **more: Any) -> dict[str, Any]:
    return {"compute_spend_id": part, "organization_id": "openai", "spend_unit": "usd",
            "period_start_date": date(2024, 1, 1), "period_end_date": date(2024, 12, 31),
            "spend_part": part, "value_low": low, "value": value, "value_high": high,
            "value_basis": "estimated", "source_id": "seed"} | more


def multipliers(spends: list[dict[str, Any]], *stated: dict[str, Any]) -> list[dict[str, Any]]:
    found = made("metric.cost_scope_multiplier_by_org_year",
                 ("core.compute_spend", frame("core.compute_spend", *spends)),
                 ("core.cost_disclosure", frame("core.cost_disclosure", *stated)))
    return list(found.iter_rows(named=True))


def test_the_multiplier_and_its_skewed_interval_by_hand() -> None:
    """0.5 (0.2 to 0.9) of 5 (4 to 6) thousand million: a share of 0.1, from 0.2/6 to 0.9/4.

    The multiplier is 10, from 4 / 0.9 = 4.444 to 6 / 0.2 = 30.
    """
    row, = multipliers([spend("training_final", 0.5e9, 0.2e9, 0.9e9),
                        spend("research_and_development", 5e9, 4e9, 6e9)])
    assert row["final_run_share"] == pytest.approx(0.1)
    assert row["scope_multiplier_ratio"] == pytest.approx(10)
    assert row["scope_multiplier_ratio_low"] == pytest.approx(4 / 0.9)
    assert row["scope_multiplier_ratio_high"] == pytest.approx(30)


def test_a_share_above_one_is_cut_and_the_multiplier_stays_at_least_one() -> None:
    row, = multipliers([spend("training_final", 4e9, 3e9, 7e9),
                        spend("research_and_development", 5e9)])
    assert (row["final_run_share_high"], row["scope_multiplier_ratio_low"]) == (1, 1)


def test_a_missing_part_is_named_and_never_taken_for_all() -> None:
    row, = multipliers([spend("research_and_development", 5e9)])
    assert (row["final_run_share"], row["scope_multiplier_ratio_low"]) == (None, None)
    assert row["reason_code"] == "no_final_run_spend"


def test_units_are_never_mixed() -> None:
    rows = multipliers([spend("training_final", 1e6, spend_unit="chip_hour"),
                        spend("research_and_development", 5e9)])
    assert [row["scope_multiplier_ratio"] for row in rows] == [None, None]


def test_disclosed_final_runs_stand_beside_and_are_no_programme() -> None:
    stated = {"organization_id": "deepseek", "cost_scope": "final_run", "phase": "all",
              "stated_by": "developer", "stated_date": date(2024, 12, 27), "cost_usd": 5.576e6}
    row, = multipliers([], stated, stated | {"stated_by": "analyst", "cost_usd": 1e9},
                       stated | {"cost_scope": "programme", "cost_usd": 1e9})
    assert row["disclosed_final_run_cost_usd"] == 5.576e6
    assert row["reason_code"] == "no_programme_spend"
