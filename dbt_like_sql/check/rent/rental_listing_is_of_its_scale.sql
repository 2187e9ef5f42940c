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

compared as (
    select
        priced.rental_offer_id,
        priced.price,
        median(peer.price) filter (where peer.hardware = priced.hardware) as same_price,
        count(*) filter (where peer.hardware = priced.hardware) as same_count,
        median(peer.price) as any_price,
        count(*) as any_count
    from priced
    cross join assumed
    join priced as peer
        on abs(date_diff('day', priced.observed_date, peer.observed_date)) <= assumed.days
    where priced.rental_offer_id is not null
    group by priced.rental_offer_id, priced.price
)

select
    compared.rental_offer_id,
    compared.price,
    compared.same_price,
    compared.any_price
from compared
cross join assumed
where
    (
        compared.same_count >= assumed.fewest
        and compared.price / compared.same_price not between 1 / assumed.most and assumed.most
    )
    or (
        compared.any_count >= assumed.fewest
        and compared.price / compared.any_price
        not between 1 / assumed.most_of_any and assumed.most_of_any
    )
