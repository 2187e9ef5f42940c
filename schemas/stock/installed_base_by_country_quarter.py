"""What a row of `metric.installed_base_by_country_quarter` means."""

from __future__ import annotations

from schemas.stock.stock_columns import StockColumns, country


class InstalledBaseByCountryQuarter(
    StockColumns, name="metric.installed_base_by_country_quarter",
    question=(
        "How much compute do owners in China hold? One row a quarter: every column of the key is "
        "pinned"
    ),
    example=(
        "select quarter_end_date, stock_h100e_count_low, stock_h100e_count, stock_h100e_count_high "
        "from metric.installed_base_by_country_quarter where country_code = 'CHN' and designer_id ="
        " 'all' and h100e_basis = 'dense_int8' and survival_model = 'none' and correlation_ratio = "
        "0.5 order by quarter_end_date desc limit 4"
    ),
    key=("country_code", "designer_id", "quarter_end_date", "h100e_basis", "survival_model",
         "correlation_ratio"),
    grain="country, designer, quarter, basis, survival model and correlation",
    group="stock", time_axis="quarter_end_date",
    coverage=("chip_shipment/*",),
    counts=("chip_shipment",),
):
    """Chips sold to owners of a country up to a quarter, in H100 equivalents (M12).

    By the owner's headquarters, wherever the chips stand. The world is the sum of all sales, not of
    the countries. A firm inside a country's aggregate is not added to it.
    """

    country_code: str = country()
