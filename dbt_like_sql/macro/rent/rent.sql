-- description: What an hour of one chip costs in a cloud now, by commitment: the level of matched providers where they are enough, and beside it what is asked; of chips that nobody offers, that none is known
-- chip: Name of the chip
-- term: Commitment: on_demand, spot, 1_year and so on; NULL: no offer is known
-- usd_per_hour_low: Low end in US dollars an hour
-- usd_per_hour: US dollars an hour of one chip, by matched providers; NULL where they are fewer than rental_min_provider_count
-- usd_per_hour_high: High end in US dollars an hour
-- interval_kind: ci90 of the level; NULL without one
-- asked_usd_per_hour: Where there is no level, the median of the last offer of each provider in US dollars an hour: what is asked, even by one alone, on a day that other terms need not share
-- basis: reported, estimated or imputed
-- providers: Providers whose offers count
-- day: Day of the latest offers
-- why_not: Why there is no level: no_rental_offer, or few_providers
-- data_through: Last day through which the inputs are known
-- chip_id: Id of core.chip
-- example: select chip, usd_per_hour_low, usd_per_hour, usd_per_hour_high, providers from rent where term = 'on_demand' order by usd_per_hour desc limit 5
create view rent as
select
    chip.chip_name as chip,
    price.term,
    round(case when price.price_method = 'matched_level' then price.price_per_gpu_hour_usd_low end, 2)
        as usd_per_hour_low,
    round(case when price.price_method = 'matched_level' then price.price_per_gpu_hour_usd end, 2)
        as usd_per_hour,
    round(case when price.price_method = 'matched_level' then price.price_per_gpu_hour_usd_high end, 2)
        as usd_per_hour_high,
    case when price.price_method = 'matched_level' then price.interval_kind end as interval_kind,
    round(case when price.price_method = 'median_of_offers' then price.price_per_gpu_hour_usd end, 2)
        as asked_usd_per_hour,
    price.price_per_gpu_hour_usd_basis as basis,
    price.provider_count as providers,
    price.as_of_date as day,
    case
        when price.chip_id is null then 'no_rental_offer'
        when price.price_method = 'median_of_offers' then 'few_providers'
    end as why_not,
    price.data_through_date as data_through,
    chip.chip_id
from core.chip as chip
left join metric.rental_price_by_chip_term as price on chip.chip_id = price.chip_id
