-- severity: set_aside
-- table: core.rental_listing
-- column: price_per_gpu_hour_usd
-- description: the price lies far from what others ask for the same hardware, or any hardware, about that day
with assumed as (
    select
        max(value) filter (where constant_id = 'rental_scale_ratio') as most,
        max(value) filter (where constant_id = 'rental_any_scale_ratio') as most_of_any,
        max(value) filter (where constant_id = 'rental_peer_days') as days,
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

asked as (
    select distinct
        hardware,
        observed_date
    from priced
    where rental_offer_id is not null
),

same as (
    select
        asked.hardware,
        asked.observed_date,
        median(peer.price) as price,
        count(*) as peer_count
    from asked
    cross join assumed
    join priced as peer
        on
            asked.hardware = peer.hardware
            and abs(date_diff('day', asked.observed_date, peer.observed_date)) <= assumed.days
    group by asked.hardware, asked.observed_date
),

asked_day as (
    select distinct observed_date from asked
),

any_hardware as (
    select
        asked_day.observed_date,
        median(peer.price) as price,
        count(*) as peer_count
    from asked_day
    cross join assumed
    join priced as peer
        on abs(date_diff('day', asked_day.observed_date, peer.observed_date)) <= assumed.days
    group by asked_day.observed_date
)

select
    priced.rental_offer_id,
    priced.price,
    same.price as same_price,
    any_hardware.price as any_price
from priced
cross join assumed
join same on priced.hardware = same.hardware and priced.observed_date = same.observed_date
join any_hardware on priced.observed_date = any_hardware.observed_date
where
    priced.rental_offer_id is not null
    and (
        (
            same.peer_count >= assumed.fewest
            and priced.price / same.price not between 1 / assumed.most and assumed.most
        )
        or (
            any_hardware.peer_count >= assumed.fewest
            and priced.price / any_hardware.price
            not between 1 / assumed.most_of_any and assumed.most_of_any
        )
    )
