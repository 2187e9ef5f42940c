-- severity: set_aside
-- table: core.rental_listing
-- column: price_per_gpu_hour_usd
-- description: on that day all that the provider asks lies far from what others ask that month, as in another unit
with assumed as (
    select
        max(value) filter (where constant_id = 'rental_provider_scale_ratio') as most,
        max(value) filter (where constant_id = 'scale_peer_count') as fewest
    from core.model_constant
),

priced as (
    select
        rental_offer_id,
        provider_name,
        coalesce(chip_id, hardware_name) as hardware,
        price_per_gpu_hour_usd as price,
        observed_date,
        date_trunc('month', observed_date) as observed_month
    from core.rental_listing
    where price_per_gpu_hour_usd is not null
),

asked as (
    select
        hardware,
        observed_month,
        median(price) as middle_price,
        count(distinct provider_name) as provider_count
    from priced
    group by hardware, observed_month
),

compared as (
    select
        priced.provider_name,
        priced.observed_date,
        median(priced.price / asked.middle_price) as ratio
    from priced
    join asked
        on priced.hardware = asked.hardware and priced.observed_month = asked.observed_month
    cross join assumed
    where asked.provider_count >= assumed.fewest
    group by priced.provider_name, priced.observed_date, assumed.fewest
    having count(distinct priced.hardware) >= assumed.fewest
)

select
    priced.observed_date,
    priced.rental_offer_id,
    priced.price,
    compared.ratio
from priced
join compared
    on priced.provider_name = compared.provider_name and priced.observed_date = compared.observed_date
cross join assumed
where compared.ratio not between 1 / assumed.most and assumed.most
