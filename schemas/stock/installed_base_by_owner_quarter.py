"""What a row of `metric.installed_base_by_owner_quarter` means."""

from __future__ import annotations

from schemas.columns import column
from schemas.stock.chip_owner import OWNER_KINDS
from schemas.stock.chip_shipment import chip_or_all
from schemas.stock.chip_weight import party
from schemas.stock.stock_columns import StockColumns


class InstalledBaseByOwnerQuarter(
    StockColumns, name="metric.installed_base_by_owner_quarter",
    question="Which companies hold the most compute?",
    example=(
        "select owner_id, stock_h100e_count from metric.installed_base_by_owner_quarter where "
        "quarter_end_date = date '2025-12-31' and designer_id = 'all' and chip_id = 'all' and "
        "h100e_basis = 'dense_int8' and survival_model = 'none' and correlation_ratio = 0.5 order "
        "by stock_h100e_count desc limit 5"
    ),
    key=("owner_id", "designer_id", "chip_id", "quarter_end_date", "h100e_basis",
         "survival_model", "correlation_ratio"),
    grain="owner, designer, chip, quarter, basis, survival model and correlation",
    group="stock", time_axis="quarter_end_date",
    coverage=("chip_shipment/*",),
    counts=("chip_shipment",),
):
    """Chips sold to an owner up to a quarter, in H100 equivalents, by designer and chip (M12).

    Stock = sum of flows x survival. Medians are never added: sums are 10,000 seeded draws at each
    of three correlations. Sold is not deployed, and an owner is not the user.
    """

    owner_id: str = party("Owner, see seed.chip_owner; `all` for all sales")
    owner_kind: str = column("all owners, an organization, all of a country, or the rest",
                             isin=OWNER_KINDS)
    chip_id: str = chip_or_all()
