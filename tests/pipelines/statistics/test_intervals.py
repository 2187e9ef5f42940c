"""Distributions reproduce the percentiles they were made from."""

import numpy as np
import pytest

from pipelines.statistics.kit.draws import generator
from pipelines.statistics.kit.intervals import correlated, log_normal, summary, triangular

NORMALS = generator("test", "intervals").standard_normal(200_000)


@pytest.mark.parametrize("kind", ["ci90", "ci95"])
@pytest.mark.parametrize(("low", "value", "high"), [(50.0, 100.0, 200.0), (80.0, 100.0, 400.0)])
def test_draws_have_the_stated_median_and_ends(kind, low, value, high) -> None:
    found = summary(log_normal(value, low, high, kind).at(NORMALS), kind)
    assert found == pytest.approx((low, value, high), rel=0.02)


def test_the_same_ends_mean_less_spread_as_a_wider_interval() -> None:
    """ln(200/50) / (2 x 1.6449) = 0.42139; / (2 x 1.96) = 0.35365."""
    assert log_normal(100, 50, 200, "ci90").sigma_low == pytest.approx(0.42139, abs=1e-5)
    assert log_normal(100, 50, 200, "ci95").sigma_low == pytest.approx(0.35365, abs=1e-5)


def test_a_skewed_interval_has_two_pieces() -> None:
    """|ln 100 - (ln 80 + ln 400)/2| = 0.58 > 0.1."""
    skewed = log_normal(100, 80, 400, "ci90")
    assert skewed.is_skewed
    assert skewed.sigma_low == pytest.approx(np.log(100 / 80) / 1.6449)
    assert not log_normal(100, 50, 200, "ci90").is_skewed


@pytest.mark.parametrize("bad", [(100, 0, 200), (100, 120, 200), (100, 50, 90)])
def test_an_interval_without_its_centre_is_refused(bad) -> None:
    with pytest.raises(ValueError, match="must hold its centre"):
        log_normal(*bad, "ci90")


def test_a_triangle_peaks_at_its_mode() -> None:
    """Median of triangular (0.7, 0.8, 0.9) is 0.8; its 5th percentile 0.7 + sqrt(0.05 x 0.02)."""
    draws = triangular(0.7, 0.8, 0.9, generator("test", "triangle").random(200_000))
    low, middle, _ = summary(draws)
    assert middle == pytest.approx(0.8, abs=1e-3)
    assert low == pytest.approx(0.7 + (0.05 * 0.02) ** 0.5, abs=1e-3)


@pytest.mark.parametrize("rho", [0.0, 0.5, 1.0])
def test_shared_draws_correlate_as_stated(rho) -> None:
    random = generator("test", "rho")
    shared = random.standard_normal(100_000)
    one, other = (correlated(random.standard_normal(100_000), shared, rho) for _ in range(2))
    assert np.corrcoef(one, other)[0, 1] == pytest.approx(rho, abs=0.01)
