-- question: What did industry pay for electricity?
-- example: select price_year, price_per_kwh_usd from core.electricity_price where country_code = 'USA' order by price_year
select
    country_code,
    sector,
    price_year,
    price_per_kwh_usd,
    price_basis,
    note,
    citation,
    citation_url
from seed.electricity_price
