"""Epoch AI's dated hardware prices: purchases, and rent on demand or committed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pipelines.formats.identity import cell
from pipelines.formats.tabular import amount, field, read_csv
from pipelines.source import Source
from schemas.prices.epoch_hardware_price import RawEpochHardwarePrice
from warehouse.folding.fold import Register
from warehouse.folding.limits import Limits
from warehouse.rows.records import Parsed, TextRow

LONGEST_NAME = 80
"""Characters in the longest name of an offer; what is longer advertises it, or is an address."""
TERMS = ("Estimated TPU purchase price", "list price", "launch price", "release price", "DGX",
         "single-unit")
"""Words of the remarks that say what kind of price it is."""


def name_of_offer(text: str) -> str:
    """The name of what is offered, or nothing where the cell holds an advertisement."""
    return text if len(text) <= LONGEST_NAME else ""


FIELDS = {
    "price_source": field("Price source"),
    "price_date": field("Price date"),
    "hardware_model": field("Hardware model"),
    "manufacturer": field("Manufacturer", "Manufacturer (from Hardware model)"),
    "vendor": field("Vendor"),
    "location": field("Location"),
    "on_demand_price_per_chip_hour_usd": field("Price per chip-hour (on-demand)", clean=amount),
    "one_year_price_per_chip_hour_usd": field("Price per chip-hour (1-year CUD)", clean=amount),
    "three_year_price_per_chip_hour_usd": field("Price per chip-hour (3-year CUD)", clean=amount),
    "purchase_price_usd": field("Price (hardware purchase)", clean=amount),
    "notes": field("Notes", optional=True),
    "cloud_description": field("Cloud GPU description", optional=True, clean=name_of_offer),
    "gpu_count": field("Number of GPUs", optional=True),
}
IDENTITY = ("price_source", "price_date", "hardware_model", "vendor", "location",
            "cloud_description", "gpu_count")
PRICES = tuple(name for name in FIELDS if name.endswith("_usd"))


def parse(data: bytes) -> Parsed:
    """Records of raw.epoch_hardware_price; a row without any price is a note to self, and left out."""
    return read_csv(data, FIELDS, RawEpochHardwarePrice, prepare=_told_apart)


def _told_apart(rows: Iterable[TextRow]) -> Iterator[TextRow]:
    """Rows with their key; of rows that say the same, the first."""
    priced = [row for row in rows if row.fault or any(cell(row, name) for name in PRICES)]
    contents: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for row in priced:
        contents[_identity(row)].add(_content(row))
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for row in priced:
        identity, content = _identity(row), _content(row)
        if row.fault or (identity, content) not in seen:
            seen.add((identity, content))
            number = sorted(contents[identity]).index(content) + 1
            key = identity if number == 1 else f"{identity} #{number}"
            told = {"price_key": key, "note_terms": _terms(cell(row, "notes"))}
            yield row.saying(told)


def _terms(notes: str) -> str:
    return ", ".join(term for term in TERMS if term.lower() in notes.lower())


def _identity(row: TextRow) -> str:
    return " | ".join(cell(row, name) for name in IDENTITY)


def _content(row: TextRow) -> tuple[str, ...]:
    return tuple(cell(row, name) for name in (*PRICES, "notes"))


SOURCE = Source(
    source_id="epoch_hardware_prices",
    title="Hardware prices",
    publisher="Epoch AI",
    url="https://raw.githubusercontent.com/epoch-research/training-cost-trends/main/data/"
        "Hardware%20prices.csv",
    licence="CC BY 4.0",
    citation="Epoch AI, hardware prices of the study of training costs, "
             "github.com/epoch-research/training-cost-trends",
    table=RawEpochHardwarePrice,
    is_bundled=True,
    parse=parse,
    register=Register(
        key=("price_key",), max_removed_share=0.5, prose=("notes",),
        limits=Limits(added=4.0, lasting=("manufacturer", "hardware_model", "vendor"))),
    archive_globs=("epoch_hardware_prices/hardware_prices__*.csv",),
    cadence_days=7.0,
)
