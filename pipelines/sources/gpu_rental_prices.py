"""Daily GPU rental offers, as gpurentalprices.com reads them from providers' pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from pipelines.formats.json_document import read_json
from pipelines.source import Source
from schemas.rent.gpu_rental_price import RawGpuRentalPrice
from warehouse.folding.fold import Register
from warehouse.folding.plausible import Limits
from warehouse.rows.records import Parsed, Rejected, TextRow, Unreadable, typed

FIELDS = {
    "provider": "provider", "gpu": "gpu", "kind": "kind", "vram_gb": "vram_gb",
    "min_gpu_count": "min_gpus", "price_per_gpu_hour_usd": "usd_hr",
    "fetched_date": "fetched_at", "source_url": "source_url",
}
KEY = ("provider", "gpu", "kind", "vram_gb", "min_gpu_count")


def parse(data: bytes) -> Parsed:
    """Records of raw.gpu_rental_price; an offer that is printed twice is one."""
    offers = _offers(data)
    fields = (name for offer in offers for name in offer)
    unread = Counter(name for name in fields if name not in FIELDS.values())
    return typed(RawGpuRentalPrice, _numbered(offers), None, unread)


def _offers(data: bytes) -> list[Mapping[str, Any]]:
    """The list of offers; numbers stay as they are printed."""
    document = read_json(data)
    offers = document.get("offers") if isinstance(document, dict) else None
    if not isinstance(offers, list) or not all(isinstance(offer, dict) for offer in offers):
        raise Unreadable("has no list `offers`; the tracker may have changed its file")
    return offers


def _numbered(offers: list[Mapping[str, Any]]) -> Iterator[TextRow]:
    prices: dict[tuple[str, ...], set[str]] = defaultdict(set)
    cells = [_cells(offer) for offer in offers]
    for found in cells:
        prices[_key(found)].add(found["price_per_gpu_hour_usd"])
    seen: set[tuple[tuple[str, ...], str]] = set()
    for row, found in enumerate(cells, start=1):
        offer = _key(found), found["price_per_gpu_hour_usd"]
        if offer in seen:
            continue
        seen.add(offer)
        try:
            ordered = sorted(prices[offer[0]], key=Decimal)
        except InvalidOperation:
            fault = Rejected(row, "price_per_gpu_hour_usd", offer[1], "not a number")
            yield TextRow(row, {}, fault)
            continue
        yield TextRow(row, {**found, "offer_number": str(ordered.index(offer[1]) + 1)})


def _cells(offer: Mapping[str, Any]) -> dict[str, str]:
    cells = {name: str(offer.get(wanted) or "") for name, wanted in FIELDS.items()}
    cells["fetched_date"] = cells["fetched_date"][:10]
    cells["min_gpu_count"] = cells["min_gpu_count"] or "1"
    return cells


def _key(cells: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(cells[name] for name in KEY)


SOURCE = Source(
    source_id="gpu_rental_prices",
    title="GPU rental prices, daily",
    publisher="gpurentalprices.com",
    url="https://raw.githubusercontent.com/adriannutiu/gpu-rental-prices/main/data/latest.json",
    licence="CC BY 4.0, with a link to gpurentalprices.com",
    citation="gpurentalprices.com, daily offers",
    table=RawGpuRentalPrice,
    is_bundled=True,
    parse=parse,
    register=Register(  # the tracker grows in leaps
        key=KEY, max_removed_share=0.3, limits=Limits(added=1.5, volatile=("fetched_date",))),
    archive_globs=("gpu_rental_prices/gpu_rental_prices__*.json",),
    media="json",
    kind="observations",
)
