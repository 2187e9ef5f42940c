-- severity: blocking
-- description: no price is off by a factor of a thousand, against its peers, or else its row and the last release
-- A price that falls back to its peers corrects the last release, so only a rise is held against it.
with chip as (
    select
        price.chip_price_id as price_id,
        price.price_usd as price,
        case
            when count(*) over (partition by price.chip_id) > 2
                then median(price.price_usd) over (partition by price.chip_id)
        end as peer_price,
        price.price_usd * 1e12 / coalesce(
            chip.peak_dense_fp16_flop_per_s, chip.peak_dense_int8_op_per_s / 2,
            chip.peak_dense_fp32_flop_per_s
        ) as usd_per_tflop,
        before.price_usd as last_price
    from core.chip_price as price
    left join core.chip as chip on price.chip_id = chip.chip_id
    left join previous.core.chip_price as before on price.chip_price_id = before.chip_price_id
),

rental as (
    select
        offer.rental_offer_id as price_id,
        offer.price_per_gpu_hour_usd as price,
        median(offer.price_per_gpu_hour_usd) over (
            partition by coalesce(offer.chip_id, offer.hardware_name)
        ) as hardware_price,
        median(offer.price_per_gpu_hour_usd) over () as any_price,
        count(*) over (partition by coalesce(offer.chip_id, offer.hardware_name)) as peer_count,
        before.price_per_gpu_hour_usd as last_price
    from core.rental_offer as offer
    left join previous.core.rental_offer as before
        on offer.rental_offer_id = before.rental_offer_id
),

token as (
    select
        source_id,
        provider_name,
        model_name,
        token_class,
        service_tier,
        min_prompt_token_count,
        time_of_day,
        effective_from_date,
        price_per_million_tokens_usd as price,
        median(price_per_million_tokens_usd) over (
            partition by lower(regexp_extract(model_name, '[^/]+$')), token_class
        ) as peer_price,
        count(*) over (
            partition by lower(regexp_extract(model_name, '[^/]+$')), token_class
        ) as peer_count,
        median(case token_class when 'input' then price_per_million_tokens_usd end) over (
            partition by
                source_id, provider_name, model_name, service_tier, min_prompt_token_count,
                time_of_day
        ) as input_price
    from core.token_price
    where price_per_million_tokens_usd > 0
),

token_before as (
    select token.*, before.price_per_million_tokens_usd as last_price
    from token
    left join previous.core.token_price as before
        on
            token.source_id = before.source_id
            and token.provider_name = before.provider_name
            and token.model_name = before.model_name
            and token.token_class = before.token_class
            and token.service_tier = before.service_tier
            and token.min_prompt_token_count = before.min_prompt_token_count
            and token.time_of_day = before.time_of_day
            and token.effective_from_date = before.effective_from_date
            and before.price_per_million_tokens_usd > 0
)

select 'core.chip_price' as table_name, price_id, price, peer_price, last_price
from chip
where
    price / peer_price not between 0.03 and 30
    or (peer_price is null and price / last_price > 30)
    or usd_per_tflop not between 1 and 3000
union all
select 'core.rental_offer', price_id, price, hardware_price, last_price
from rental
where
    (peer_count > 2 and price / hardware_price not between 0.025 and 40)
    or price / any_price not between 0.001 and 50
    or (peer_count <= 2 and price / last_price > 40)
union all
select
    'core.token_price',
    concat_ws(
        ', ', source_id, provider_name, model_name, token_class, service_tier,
        min_prompt_token_count, time_of_day, effective_from_date
    ),
    price,
    peer_price,
    last_price
from token_before
where
    (peer_count > 2 and price / peer_price not between 0.005 and 200)
    or (peer_count <= 2 and price / last_price > 200)
    or (token_class = 'output' and price / input_price not between 0.008 and 250)
    or (token_class = 'cached_input' and price / input_price not between 0.002 and 20)
    or (token_class = 'cache_write' and price / input_price not between 0.03 and 50)
