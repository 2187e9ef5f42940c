-- severity: set_aside
-- table: core.rental_listing
-- column: price_per_gpu_hour_usd
-- description: the price lies far from what others ask for the same hardware, or any hardware, about that day
with assumed as (
    select
        max(value) filter (where constant_id = 'rental_scale_ratio') as most,
        max(value) filter (where constant_id = 'rental_any_scale_ratio') as most_of_any,
        to_days(cast(max(value) filter (where constant_id = 'rental_peer_days') as integer)) as days,
        max(value) filter (where constant_id = 'scale_peer_count') as fewest
    from core.model_constant
),

priced as (
    select
        rental_offer_id,
        coalesce(chip_id, hardware_name) as hardware,
        price_per_gpu_hour_usd as price,
        observed_date
    from core.rental_listing
    union all
    select
        cast(null as varchar),
        chip_id,
        price_per_gpu_hour_usd,
        observed_date
    from seed.rental_price
),

beside as (
    select
        priced.*,
        assumed.*,
        median(price) over same as same_price,
        count(*) over same as same_count,
        median(price) over about as any_price,
        count(*) over about as any_count
    from priced
    cross join assumed
    window
        same as (
            partition by hardware order by observed_date
            range between days preceding and days following
        ),
        about as (order by observed_date range between days preceding and days following)
)

select
    rental_offer_id,
    price,
    same_price,
    any_price
from beside
where
    rental_offer_id is not null
    and hardware is not null
    and observed_date is not null
    and (
        (same_count >= fewest and price / same_price not between 1 / most and most)
        or (any_count >= fewest and price / any_price not between 1 / most_of_any and most_of_any)
    )
