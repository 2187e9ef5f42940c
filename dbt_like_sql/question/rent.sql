-- title: Rent of an H100
-- question: What does an hour of an H100 cost by commitment?
select term, usd_per_hour_low, usd_per_hour, usd_per_hour_high, asked_usd_per_hour, providers, day
from rental_price('H100 SXM');

-- title: Rent on demand
-- question: Which chips are the dearest to rent on demand?
select chip, usd_per_hour, providers
from rent
where term = 'on_demand' and usd_per_hour is not null
order by usd_per_hour desc, chip
limit 8;

-- title: Rent over time
-- question: How did the rent of an H100 move?
select week_start_date, price_per_gpu_hour_usd
from metric.rental_index_by_chip_week
where
    chip_id = 'nvidia-h100-sxm' and provider_tier = 'all'
    and term = 'on_demand' and region = 'all'
order by week_start_date desc
limit 5;
