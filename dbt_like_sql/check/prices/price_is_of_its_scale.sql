-- severity: blocking
-- description: no bundled price is off by a factor of a thousand, against its peers, or else its row and the last release
-- What publishers state is held row by row to checks that set aside, and stops nothing.
with assumed as (
    select
        max(value) filter (where constant_id = 'rental_scale_ratio') as most_rent,
        max(value) filter (where constant_id = 'rental_any_scale_ratio') as most_any_rent,
        max(value) filter (where constant_id = 'token_scale_ratio') as most_token,
        max(value) filter (where constant_id = 'token_class_scale_ratio') as most_of_class,
        max(value) filter (where constant_id = 'chip_scale_ratio') as most_chip,
        max(value) filter (where constant_id = 'usd_per_tflop_low_ratio') as least_per_tflop,
        max(value) filter (where constant_id = 'usd_per_tflop_high_ratio') as most_per_tflop,
        max(value) filter (where constant_id = 'scale_peer_count') as fewest
    from core.model_constant
),

chip as (
    select
        'core.chip_price' as table_name,
        price.chip_price_id as price_id,
        price.source_id,
        price.price_usd as price,
        median(price.price_usd) over (partition by price.chip_id) as peer_price,
        count(*) over (partition by price.chip_id) as peer_count,
        before.price_usd as last_price,
        assumed.most_chip as most,
        price.price_usd * 1e12 / coalesce(
            chip.peak_dense_fp16_flop_per_s, chip.peak_dense_int8_op_per_s / 2,
            chip.peak_dense_fp32_flop_per_s
        ) not between assumed.least_per_tflop and assumed.most_per_tflop as is_of_no_scale
    from core.chip_price as price
    cross join assumed
    left join core.chip as chip on price.chip_id = chip.chip_id
    left join previous.core.chip_price as before on price.chip_price_id = before.chip_price_id
),

rental as (
    select
        'core.rental_offer' as table_name,
        offer.rental_offer_id as price_id,
        offer.source_id,
        offer.price_per_gpu_hour_usd as price,
        median(offer.price_per_gpu_hour_usd) over hardware as peer_price,
        count(*) over hardware as peer_count,
        before.price_per_gpu_hour_usd as last_price,
        assumed.most_rent as most,
        offer.price_per_gpu_hour_usd / median(offer.price_per_gpu_hour_usd) over ()
        not between 1 / assumed.most_any_rent and assumed.most_any_rent as is_of_no_scale
    from core.rental_offer as offer
    cross join assumed
    left join previous.core.rental_offer as before
        on offer.rental_offer_id = before.rental_offer_id
    window hardware as (partition by coalesce(offer.chip_id, offer.hardware_name))
),

token as (
    select
        'core.token_price' as table_name,
        concat_ws(
            ', ', price.source_id, price.provider_name, price.model_name, price.token_class,
            price.service_tier, price.min_prompt_token_count, price.time_of_day,
            price.weekdays, price.region,
            price.effective_from_date
        ) as price_id,
        price.source_id,
        price.price_per_million_tokens_usd as price,
        median(price.price_per_million_tokens_usd) over model as peer_price,
        count(*) over model as peer_count,
        before.price_per_million_tokens_usd as last_price,
        assumed.most_token as most,
        coalesce(
            price.price_per_million_tokens_usd / max(
                case when price.token_class = 'input' then price.price_per_million_tokens_usd end
            ) over (
                partition by
                    price.source_id, price.provider_name, price.model_name, price.service_tier,
                    price.min_prompt_token_count, price.time_of_day, price.weekdays, price.region,
                    price.effective_from_date
            ) not between 1 / assumed.most_of_class and assumed.most_of_class,
            false
        ) as is_of_no_scale
    from core.token_price as price
    cross join assumed
    left join previous.core.token_price as before
        on
            price.source_id = before.source_id
            and price.provider_name = before.provider_name
            and price.model_name = before.model_name
            and price.token_class = before.token_class
            and price.service_tier = before.service_tier
            and price.min_prompt_token_count = before.min_prompt_token_count
            and price.time_of_day = before.time_of_day
            and price.weekdays = before.weekdays
            and price.region = before.region
            and price.effective_from_date = before.effective_from_date
    where price.price_per_million_tokens_usd > 0
    window model as (
        partition by lower(regexp_extract(price.model_name, '[^/]+$')), price.token_class
    )
),

priced as (
    select * from chip
    union all
    select * from rental
    union all
    select * from token
)

-- A price that falls back to its peers corrects the last release, so only a rise is held against it.
select priced.table_name, priced.price_id, priced.price, priced.peer_price, priced.last_price
from priced
cross join assumed
where
    priced.source_id = 'seed'
    and (
        priced.is_of_no_scale
        or (
            priced.peer_count >= assumed.fewest
            and priced.price / priced.peer_price not between 1 / priced.most and priced.most
        )
        or (
            priced.peer_count < assumed.fewest and priced.last_price > 0
            and priced.price / priced.last_price > priced.most
        )
    )
