"""What a row of `metric.decode_cost_by_model_chip_batch` means."""

from __future__ import annotations

import polars as pl

from schemas import columns
from schemas.base import Table
from schemas.columns import TextList, column, measure
from schemas.models.model_release import model_id
from schemas.rent.rental_price_by_chip_term import price_method

DECODE_FORMATS = ["fp16", "fp8", "fp4"]


BOUNDS = ["memory", "compute", "latency"]


class DecodeCostByModelChipBatch(
    Table, name="metric.decode_cost_by_model_chip_batch",
    key=("model_id", "chip_id", "chip_count", "number_format", "context_token_count",
         "batch_count"), grain="model, chip, chip count, number format, context length and batch",
    group="serving", may_be_empty=True,
    coverage=("rental_offer",),
    counts=("served_model", "rental_offer"),
):
    """Cost of a decoded token by the roofline, and the batch at which its bound changes (M23).

    Step time = max(bytes of touched weights and cache / bandwidth, 2 x active parameters x batch /
    peak), at assumed efficiencies, and for each layer a time that no bandwidth shortens: kernels
    start and chips wait for each other. Mixture models touch E x (1 - (1 - k/E)^batch) experts a
    layer. Bytes between chips, attention arithmetic, prefill and imbalance of experts are left out.
    """

    model_id: str = model_id()
    chip_id: str = columns.chip_id()
    chip_count: int = column("Chips that share the weights: the least power of two that holds them, "
                             "or four times as many", gt=0)
    number_format: str = column("Format of the products; weights are read in it, or as released "
                                "where that is smaller", isin=DECODE_FORMATS)
    context_token_count: int = column("Tokens of context per sequence", gt=0)
    batch_count: int = column("Sequences decoded together", gt=0)
    weight_gb: float = column("All weights in that format", gt=0)
    touched_weight_gb: float = column("Weights read in one step", gt=0)
    cache_gb: float = column("Cache read in one step", gt=0)
    step_s: float = column("Time of one step", gt=0)
    bound: str = column("What takes most of the time: bytes, products, or the layers' fixed time",
                        isin=BOUNDS)
    tokens_per_second_count_low: float = column("Low end: low efficiencies", gt=0)
    tokens_per_second_count: float = column("Tokens a second of all chips together", gt=0)
    tokens_per_second_count_high: float = column("High end: high efficiencies", gt=0)
    is_speed_quotable: bool = columns.is_quotable("tokens_per_second_count")
    tokens_per_second_per_sequence_count: float = column("Speed that one user sees", gt=0)
    crossover_batch_count: float = measure("Batch at which bytes and products take equally long; NULL "
                                           "where the cache alone takes longer than the products at "
                                           "any batch")
    price_per_gpu_hour_usd: float = measure("Rent on demand, see metric.rental_price_by_chip_term")
    price_method: str = price_method(nullable=True)
    price_provider_count: int = column("Providers that the rent rests on", nullable=True, gt=0)
    price_as_of_date: pl.Date = column("Day of the rent's newest offer", nullable=True)
    cost_per_million_tokens_usd_low: float = measure("Low end: high efficiencies")
    cost_per_million_tokens_usd: float = measure("Cost of a million output tokens, nominal")
    cost_per_million_tokens_usd_high: float = measure("High end: low efficiencies")
    is_cost_quotable: bool = columns.is_quotable("cost_per_million_tokens_usd")
    cost_per_million_tokens_usd_2023: float = measure("In dollars of 2023")
    cost_per_million_tokens_usd_basis: str = column("Weakest basis of the inputs",
                                                    isin=columns.BASES)
    interval_kind: str = column("The ends of efficiencies and of the time of a layer", isin=["scenario"])
    reason_code: str = column("Why there is no cost", nullable=True, isin=["no_rental_price"])
    constant_ids: TextList = column("Assumptions the row rests on, see core.model_constant")
    input_row_count: int = column("Rows that entered the value", gt=0)
    data_through_date: pl.Date = columns.data_through_date()
