-- What an hour of a chip costs without commitment, where enough providers are matched for a level.
select
    chip.chip_name,
    price.price_per_gpu_hour_usd_low,
    price.price_per_gpu_hour_usd,
    price.price_per_gpu_hour_usd_high,
    price.provider_count,
    price.interval_kind,
    price.as_of_date as last_offer_date,
    price.data_through_date
from metric.rental_price_by_chip_term as price
join core.chip as chip on price.chip_id = chip.chip_id
where
    price.term = 'on_demand'
    and price.price_method = 'matched_level'
    and price.as_of_date > price.data_through_date - interval 90 day
order by price.price_per_gpu_hour_usd desc, chip.chip_name
