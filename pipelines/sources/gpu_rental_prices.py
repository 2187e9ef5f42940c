"""Daily GPU rental offers, as gpurentalprices.com reads them from providers' pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from pipelines.formats.json_document import read_json
from pipelines.source import Source
from schemas.rent.gpu_rental_price import RawGpuRentalPrice
from warehouse.folding.fold import Register
from warehouse.folding.limits import Limits
from warehouse.rows.records import Parsed, Rejected, Unreadable
from warehouse.rows.typing import typed_columns

FIELDS = {
    "provider": "provider", "gpu": "gpu", "kind": "kind", "vram_gb": "vram_gb",
    "min_gpu_count": "min_gpus", "price_per_gpu_hour_usd": "usd_hr",
    "fetched_date": "fetched_at", "source_url": "source_url",
}
KEY = ("provider", "gpu", "kind", "vram_gb", "min_gpu_count")
Key = tuple[str, ...]


def parse(data: bytes) -> Parsed:
    """Records of raw.gpu_rental_price; an offer that is printed twice is one."""
    offers = _offers(data)
    cells = {name: [str(offer.get(wanted) or "") for offer in offers] for name, wanted in FIELDS.items()}
    cells["fetched_date"] = [text[:10] for text in cells["fetched_date"]]
    cells["min_gpu_count"] = [text or "1" for text in cells["min_gpu_count"]]
    prices = cells["price_per_gpu_hour_usd"]
    numbers = _offer_numbers(list(zip(*(cells[name] for name in KEY), strict=True)), prices)
    numbered: dict[str, list[str | None]] = {"offer_number": list(numbers.values())}
    numbered |= {name: [texts[place] for place in numbers] for name, texts in cells.items()}
    faults = {at: Rejected(place + 1, "price_per_gpu_hour_usd", prices[place], "not a number")
              for at, (place, number) in enumerate(numbers.items()) if number is None}
    rows = [place + 1 for place in numbers]
    return typed_columns(RawGpuRentalPrice, rows, numbered, faults, None, _unread(offers))


def _offers(data: bytes) -> list[Mapping[str, Any]]:
    """The list of offers; numbers stay as they are printed."""
    document = read_json(data)
    offers = document.get("offers") if isinstance(document, dict) else None
    if not isinstance(offers, list) or not all(isinstance(offer, dict) for offer in offers):
        raise Unreadable("has no list `offers`; the tracker may have changed its file")
    return offers


def _unread(offers: list[Mapping[str, Any]]) -> Counter[str]:
    unread: Counter[str] = Counter()
    for names, count in Counter(map(tuple, offers)).items():
        unread.update({name: count for name in names if name not in FIELDS.values()})
    return unread


def _offer_numbers(keys: Sequence[Key], prices: Sequence[str]) -> dict[int, str | None]:
    """The places of offers, each the first that says so, with its number among those of its key.

    None where no number can be given, since a price of that key is none.
    """
    counts = Counter(keys)
    numbers: dict[int, str | None] = {}
    first: dict[Key, dict[str, int]] = {}
    for place, (key, price) in enumerate(zip(keys, prices, strict=True)):
        if counts[key] == 1 and price:
            numbers[place] = "1"
        else:
            first.setdefault(key, {}).setdefault(price, place)
    numbers.update(one for places in first.values() for one in _ranked(places))
    return dict(sorted(numbers.items()))


def _ranked(places: Mapping[str, int]) -> Iterator[tuple[int, str | None]]:
    try:
        ordered = sorted(places, key=Decimal)
    except InvalidOperation:
        yield from ((place, None) for place in places.values())
        return
    for number, price in enumerate(ordered, start=1):
        yield places[price], str(number)


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
