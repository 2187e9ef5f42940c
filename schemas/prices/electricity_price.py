"""What a kilowatt-hour costs. Energy itself is measured elsewhere."""

from __future__ import annotations

from schemas import columns
from schemas.base import Table
from schemas.columns import column

SECTORS = ["industrial", "commercial"]


class ElectricityPriceColumns(Table):
    """One year's average price."""

    country_code: str = column("Country, ISO 3166-1 alpha-3", str_matches=columns.COUNTRY)
    sector: str = column("Kind of customer", isin=SECTORS)
    price_year: int = column("Calendar year", ge=2000, le=2100)
    price_per_kwh_usd: float = column("Average price of a kilowatt-hour, nominal", gt=0)
    price_basis: str = column("reported, estimated or imputed", isin=columns.BASES)
    note: str = column("What a reader must know to use the price", nullable=True)
    citation: str = columns.citation()
    citation_url: str = column("Address of that document", nullable=True)


class SeedElectricityPrice(
    ElectricityPriceColumns, name="seed.electricity_price",
    key=("country_code", "sector", "price_year"), grain="country, sector and year", group="prices",
):
    """Electricity prices in public documents, curated with a citation per row."""


class CoreElectricityPrice(
    ElectricityPriceColumns, name="core.electricity_price", key=("country_code", "sector", "price_year"),
    grain="country, sector and year",
    group="prices",
    copies="seed.electricity_price",
    question="What did industry pay for electricity?",
    example="select price_year, price_per_kwh_usd from core.electricity_price where "
            "country_code = 'USA' order by price_year",
):
    """Electricity prices by country, kind of customer and year. A site's own contract differs."""
