-- description: What an hour of one chip costs in a cloud now, by commitment, with an interval where several providers offer it
-- chip: Name of the chip
-- term: Commitment: on_demand, spot, 1_year and so on
-- usd_per_hour_low: Low end in US dollars an hour
-- usd_per_hour: US dollars an hour of one chip
-- usd_per_hour_high: High end in US dollars an hour
-- interval_kind: ci90 of the level, or range: quartiles of the offers; NULL where one price is known
-- basis: reported, estimated or imputed
-- providers: Providers whose offers count
-- day: Day of the latest offers
-- data_through: Last day through which the inputs are known
-- chip_id: Id of core.chip
-- example: select chip, usd_per_hour_low, usd_per_hour, usd_per_hour_high, providers from rent where term = 'on_demand' order by usd_per_hour desc limit 5
create view rent as
select
    chip.chip_name as chip,
    price.term,
    round(price.price_per_gpu_hour_usd_low, 2) as usd_per_hour_low,
    round(price.price_per_gpu_hour_usd, 2) as usd_per_hour,
    round(price.price_per_gpu_hour_usd_high, 2) as usd_per_hour_high,
    price.interval_kind,
    price.price_per_gpu_hour_usd_basis as basis,
    price.provider_count as providers,
    price.as_of_date as day,
    price.data_through_date as data_through,
    price.chip_id
from metric.rental_price_by_chip_term as price
join core.chip as chip on price.chip_id = chip.chip_id
