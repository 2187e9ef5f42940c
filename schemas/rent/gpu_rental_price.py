"""Daily GPU rental offers of gpurentalprices.com in the tracker's vocabulary; no corrections."""

from __future__ import annotations

import polars as pl

from schemas.columns import column
from schemas.raw import ObservationTable


class RawGpuRentalPrice(
    ObservationTable, name="raw.gpu_rental_price",
    key=("observed_date", "provider", "gpu", "kind", "vram_gb", "min_gpu_count", "offer_number"),
    grain="day, provider, GPU, kind, memory, GPU count and offer",
    group="rent",
):
    """Offers on one day, one row per offer; the tracker reads providers' pages and interfaces.

    Providers came to the list by and by: more rows than the day before are wider coverage.
    """

    provider: str = column("Provider, by the tracker's short name")
    gpu: str = column("GPU, by the tracker's short name; some say the form factor, some do not")
    kind: str = column("on-demand, spot or serverless; RunPod's are secure or community")
    vram_gb: float = column("Memory, which tells variants apart where the name does not", gt=0)
    min_gpu_count: int = column("Fewest GPUs that can be rented; 1 where the file does not say",
                                ge=1)
    offer_number: int = column("Number among offers that agree in all this, the cheapest first",
                               ge=1)
    price_per_gpu_hour_usd: float = column("Price of one GPU for one hour", gt=0)
    fetched_date: pl.Date = column("Day on which the tracker read the offer; earlier than the file "
                                   "where the provider did not answer")
    source_url: str = column("Page or interface it was read from", nullable=True)
