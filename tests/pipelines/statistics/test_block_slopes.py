"""Growth of a running total: its points err together, and neighbours tell the same thing."""

import numpy as np
import pytest

from pipelines.statistics.kit.draws import generator
from pipelines.statistics.trends.trend import block_slopes, fit

YEARS = np.arange(8) / 4


def interval(logs: np.ndarray) -> tuple[float, float]:
    low, high = np.quantile(block_slopes(YEARS, logs, generator("test", "blocks")), [0.05, 0.95])
    return float(low), float(high)


def test_a_straight_line_in_every_draw_has_the_slopes_of_its_draws() -> None:
    """Draws grow by 0.4, 0.5 and 0.6 powers of ten a year: so do all blocks of them."""
    logs = np.array([[0.4], [0.5], [0.6]]) * YEARS
    assert interval(logs) == (pytest.approx(0.4), pytest.approx(0.6))


def test_a_bent_line_is_less_sure_than_its_residuals_say() -> None:
    """Slopes 0.8 and then 0.2: by least squares 0.5 +- 0.14, by blocks of a year from 0.2 to 0.8."""
    bent = np.where(YEARS < 1, 0.8 * YEARS, 0.8 + 0.2 * (YEARS - 1))
    fitted = fit(YEARS, bent, np.ones((8, 1)))
    low, high = interval(bent[None])
    assert low < fitted.slope - 2 * fitted.standard_error
    assert high > fitted.slope + 2 * fitted.standard_error
