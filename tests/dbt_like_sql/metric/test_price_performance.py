"""M16 worked by hand for one chip, and the register behind it."""

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest

Built = Callable[[str], pl.DataFrame]


def test_rtx_4090_at_its_list_price(built: Built) -> None:
    """165.2e12 FLOP/s dense FP16 for $1,599 in September 2022.

    CPI-U: 2023 mean 304.702, September 2022 296.808; 1599 x 304.702 / 296.808 = $1641.53 of 2023.
    """
    row = built("metric.price_performance_by_chip_date").filter(
        (pl.col("chip_price_id") == "nvidia-rtx-4090-2022-09-20-list")
        & (pl.col("number_format") == "fp16")
    ).row(0, named=True)
    assert row["price_usd_2023"] == pytest.approx(1641.53, abs=0.01)
    assert row["peak_dense_per_usd_2023_flop_per_s"] == pytest.approx(165.2e12 / 1641.53, rel=1e-4)
    assert row["deflator_month_date"] == date(2022, 9, 1)


def test_a_price_range_becomes_an_interval_the_other_way_round(built: Built) -> None:
    rows = built("metric.price_performance_by_chip_date").filter(pl.col("interval_kind") == "range")
    assert rows.height > 0
    low, middle, high = (rows[f"peak_dense_per_usd_2023_flop_per_s{end}"] for end in ("_low", "", "_high"))
    assert ((low <= middle) & (middle <= high)).all()


def test_the_register_is_the_size_it_claims(built: Built) -> None:
    chips = built("core.chip")
    assert chips.height >= 120
    assert chips["release_date"].min() <= date(2016, 12, 31)
    kinds = set(built("core.item")["item_kind"])
    assert kinds == {"chip", "hbm_stack", "board", "server", "rack"}
