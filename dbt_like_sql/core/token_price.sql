-- question: How did OpenAI's price of output tokens move?
-- example: select model_name, effective_from_date, effective_to_date, price_per_million_tokens_usd from core.token_price where provider_id = 'openai' and token_class = 'output' and source_id = 'seed' order by effective_from_date
with bundled as (
    select *, 'input' as token_class, input_price_per_million_tokens_usd as price
    from seed.token_price
    union all
    select *, 'cached_input', cached_input_price_per_million_tokens_usd from seed.token_price
    union all
    select *, 'output', output_price_per_million_tokens_usd from seed.token_price
)

select
    service_tier,
    min_prompt_token_count,
    time_of_day,
    'seed' as source_id,
    provider_id,
    model_name,
    token_class,
    effective_from_date,
    effective_to_date,
    'stated' as effective_basis,
    cast(null as date) as observed_from_date,
    cast(null as date) as observed_to_date,
    model_id,
    price as price_per_million_tokens_usd,
    price = 0 as is_zero_stated,
    true as is_chosen,
    price_basis,
    note,
    cast(null as varchar) as first_snapshot_id,
    'seed/token_price.csv, token_price_id ' || token_price_id as source_locator,
    citation,
    citation_url
from bundled
where price is not null
