-- description: What a million tokens of a model of a level of capability cost at the beginning of each month: the cheapest model that reaches it, three parts input to one part output; one row a month
-- in_level: the level, by the model that sets it, such as GPT-4 of March 2023
-- example: select month, usd_per_million_tokens, model_id, provider_id from token_price('GPT-4 of March 2023') limit 5
create macro token_price(in_level) as table
with asked as (
    select
        asked_of(
            'level', 'metric.token_price_at_capability_by_benchmark_month', in_level,
            (
                select list(distinct threshold_name)
                from metric.token_price_at_capability_by_benchmark_month
                where scale_id = 'eci'
            )
        ) as threshold_name
    where asked_here('{release_id}')
)

select
    price.month_start_date as month,
    price.available_price_per_million_tokens_usd_low as usd_per_million_tokens_low,
    price.available_price_per_million_tokens_usd as usd_per_million_tokens,
    price.available_price_per_million_tokens_usd_high as usd_per_million_tokens_high,
    price.available_price_per_million_tokens_usd_2023 as usd_2023_per_million_tokens,
    price.available_model_id as model_id,
    price.available_provider_id as provider_id,
    price.data_through_date as data_through
from metric.token_price_at_capability_by_benchmark_month as price
join asked using (threshold_name)
where
    price.scale_id = 'eci'
    and price.price_blend = 'input_3_output_1'
    and price.model_selection = 'all'
    and price.seller_selection = 'any'
order by price.month_start_date desc
