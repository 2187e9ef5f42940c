"""The macro cost_of_run, worked by hand on a published file of bundled tables."""

from pathlib import Path

import pytest

from tests.support.homes import opened
from warehouse.paths import Home

METHODS = {"amortised", "cloud_on_demand", "cloud_3_year", "upfront", "energy"}
QUERY = "select * from cost_of_run('nvidia-h100-sxm', {}, {}, {})"


def costs(home: Path, count: float, hours: float, utilization: float) -> dict[str, dict[str, object]]:
    with opened(Home(home).published) as con:
        found = con.execute(QUERY.format(count, hours, utilization))
        names = [column[0] for column in found.description]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    return {str(row["method"]): row for row in rows}


def test_every_method_stands_beside_the_others_in_order(first_refresh: Path) -> None:
    found = costs(first_refresh, 1000, 100, 0.4)
    assert found.keys() == METHODS
    for row in found.values():
        assert 0 < row["cost_usd_low"] <= row["cost_usd"] <= row["cost_usd_high"]  # type: ignore[operator]
    assert found["energy"]["cost_usd"] < found["amortised"]["cost_usd"]  # type: ignore[operator]
    assert found["cloud_3_year"]["cost_usd"] <= found["cloud_on_demand"]["cost_usd"]  # type: ignore[operator]


def test_energy_and_flop_by_hand(first_refresh: Path) -> None:
    """1000 H100 for 100 h: 1e5 h x 0.7 kW x 1.82 x 0.75 x 1.25 = 119,437.5 kWh at 0.0826 USD (2025).

    FLOP: 1e5 x 3600 x 989.5e12 x 0.4 = 1.42488e23.
    """
    row = costs(first_refresh, 1000, 100, 0.4)["energy"]
    assert row["cost_usd"] == pytest.approx(119437.5 * 0.0826)
    assert row["compute_flop"] == pytest.approx(1.42488e23)
    assert row["cost_per_flop_usd"] == pytest.approx(119437.5 * 0.0826 / 1.42488e23)


def test_twice_the_hours_cost_twice_except_to_buy(first_refresh: Path) -> None:
    once, twice = (costs(first_refresh, 1000, hours, 0.4) for hours in (100, 200))
    ratio = {name: twice[name]["cost_usd"] / once[name]["cost_usd"] for name in METHODS}  # type: ignore[operator]
    assert ratio == {name: pytest.approx(1 if name == "upfront" else 2) for name in METHODS}


def test_a_rent_says_on_how_many_providers_it_rests_and_since_when(first_refresh: Path) -> None:
    """What is bought rests on assumptions, and so does a rent that is a discount on another."""
    found = costs(first_refresh, 1000, 100, 0.4)
    known = {name: (row["provider_count"], row["price_method"], row["price_as_of_date"])
             for name, row in found.items()}
    assert all((None not in said) == name.startswith("cloud") for name, said in known.items())
    assert found["cloud_on_demand"]["provider_count"] >= 5  # type: ignore[operator]
    bases = {name: row["cost_usd_basis"] for name, row in found.items()}
    assert bases == dict.fromkeys(METHODS, "imputed") | {"cloud_on_demand": "estimated"}
