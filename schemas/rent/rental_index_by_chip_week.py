"""What an accelerator-hour costs in a week, as a level and as an index (M17)."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column, measure
from schemas.rent.provider import PROVIDER_TIERS
from schemas.rent.rental_offer import REGIONS, TERMS


class RentalIndexByChipWeek(
    Table, name="metric.rental_index_by_chip_week",
    question="How did the rent of an H100 move?",
    example=(
        "select week_start_date, price_per_gpu_hour_usd from metric.rental_index_by_chip_week where"
        " chip_id = 'nvidia-h100-sxm' and provider_tier = 'all' and term = 'on_demand' and region ="
        " 'all' order by week_start_date desc limit 5"
    ),
    key=("chip_id", "provider_tier", "term", "region", "week_start_date"),
    grain="chip, provider tier, term, region and week",
    group="rent", time_axis="week_start_date",
    may_be_empty=True,
    coverage=("rental_offer",),
    counts=("rental_offer",),
):
    """Rental prices of a chip by week, kind of provider, term and region, at a constant mix (M17).

    Level and index move only as providers do that are matched with the week before, at least
    rental_min_provider_count of them; a row without them does not exist. Where too few are matched
    a new chain begins: levels of two chains are of different providers and do not compare. Offers
    that name a chip without its form, as an H100 of 80 GB, are a series of their own. Medians
    and quartiles are of what is listed that week and move with who lists it.
    """

    chip_id: str = column("Chip, see core.chip; h100-80gb-form-unstated and so on: SXM or PCIe, not said",
                          str_matches=columns.SLUG)
    provider_tier: str = column("Kind of provider; all: every kind", isin=[*PROVIDER_TIERS, "all"])
    term: str = column("Commitment, see core.rental_offer", isin=TERMS)
    region: str = column("Part of the world; all: every one, stated or not", isin=[*REGIONS, "all"])
    week_start_date: pl.Date = column("Monday of the week")
    price_per_gpu_hour_usd_low: float = measure("Low end: 90 % of resamples of the providers")
    price_per_gpu_hour_usd: float = column(
        "Level: in the chain's first week the mean of the offers without the tenth at each end, "
        "weighted by confidence and age; then moved as matched providers move", gt=0)
    price_per_gpu_hour_usd_high: float = measure("High end")
    price_per_gpu_hour_usd_2023: float = measure("The level in dollars of 2023")
    median_price_per_gpu_hour_usd: float = column("Median of all offers, unweighted", gt=0)
    quartile_1_price_per_gpu_hour_usd: float = column("A quarter of the offers is below", gt=0)
    quartile_3_price_per_gpu_hour_usd: float = column("A quarter of the offers is above", gt=0)
    rental_index_ratio: float = column("Price level over that of chain_start_date, by matched "
                                       "providers alone", gt=0)
    chain_start_date: pl.Date = column("Week in which the index is 1 and the level is set; only rows "
                                       "with the same one compare")
    week_over_week_ratio: float = measure("Geometric mean of matched providers' price changes since "
                                          "the series' week before")
    matched_provider_count: int = column("Providers with the same offers in this week and the one "
                                         "before; 0 in the chain's first week", ge=0)
    provider_count: int = column("Providers", gt=0)
    offer_count: int = column("Offers, one per provider, region and instance", gt=0)
    cost_per_eflop_fp16_usd: float = measure("Cost of 10^18 dense 16-bit FLOP at the assumed "
                                             "utilization, nominal")
    cost_per_eflop_fp8_usd: float = measure("Cost of 10^18 dense 8-bit FLOP at the assumed "
                                            "utilization, nominal")
    cost_per_eflop_fp16_usd_2023: float = measure("The 16-bit cost in dollars of 2023")
    utilization_share: float = column("Assumed utilization", gt=0, le=1)
    price_per_gpu_hour_usd_basis: str = column("Weakest basis of the offers", isin=columns.BASES)
    interval_kind: str = column("ci90", isin=["ci90"])
    deflator_id: str = column("Index that turned nominal into 2023 dollars")
    constant_ids: TextList = column("Assumptions the row rests on, see core.model_constant")
    input_row_count: int = column("Rows that entered the value", gt=0)
    data_through_date: pl.Date = columns.data_through_date()
