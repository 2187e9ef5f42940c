-- description: What chips cost, in dollars of the day, by kind of price, with the document that says so; of chips without a known price, that there is none
-- chip: Name of the chip
-- day: Day of the price
-- day_precision: How exactly that is known: day, or the first day of a month, quarter or year; NULL: not stated
-- kind: list, street, server_share or cloud_implied; NULL: no price is known
-- usd_low: Low end in US dollars of the day
-- usd: US dollars of the day
-- usd_high: High end in US dollars of the day
-- basis: reported, estimated or imputed
-- citation: Document that says so
-- why_not: no_price where none is known
-- chip_id: Id of core.chip
-- example: select chip, day, kind, usd from prices where chip = 'NVIDIA H100 SXM' order by day desc, kind, usd limit 5
create view prices as
select
    chip.chip_name as chip,
    price.price_date as day,
    price.price_date_precision as day_precision,
    price.price_kind as kind,
    round(price.price_usd_low) as usd_low,
    round(price.price_usd) as usd,
    round(price.price_usd_high) as usd_high,
    price.price_basis as basis,
    price.citation,
    case when price.chip_id is null then 'no_price' end as why_not,
    chip.chip_id
from core.chip as chip
left join core.chip_price as price on chip.chip_id = price.chip_id
