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

-- Only where two prices lie that far apart can one lie that far from the middle of any of them.
apart as (
    select hardware
    from priced
    cross join assumed
    group by hardware, most
    having max(price) / min(price) > most or min(price) / max(price) < 1 / most
),

any_apart as (
    select max(price) / min(price) > most_of_any or min(price) / max(price) < 1 / most_of_any as are_apart
    from priced
    cross join assumed
    group by most_of_any
),

beside as (
    select
        priced.*,
        assumed.fewest,
        assumed.most,
        median(price) over same as middle_price,
        count(*) over same as peer_count
    from priced
    cross join assumed
    where hardware in (select hardware from apart)
    window same as (
        partition by hardware order by observed_date
        range between days preceding and days following
    )
    union all
    select
        priced.*,
        assumed.fewest,
        assumed.most_of_any,
        median(price) over about,
        count(*) over about
    from priced
    cross join assumed
    where (select are_apart from any_apart)
    window about as (order by observed_date range between days preceding and days following)
)

select
    observed_date,
    rental_offer_id,
    price,
    middle_price
from beside
where
    rental_offer_id is not null
    and hardware is not null
    and observed_date is not null
    and peer_count >= fewest
    and price / middle_price not between 1 / most and most
