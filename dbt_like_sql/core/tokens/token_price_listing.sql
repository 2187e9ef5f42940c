-- question: Which list saw which price of a model, and from when to when?
-- example: select source_id, provider_name, effective_from_date, effective_to_date, effective_basis, price_per_million_tokens_usd from core.token_price_listing where model_name = 'gpt-4o' and token_class = 'output' and service_tier = 'standard' order by source_id, provider_name, effective_from_date
with listed as (
    select * from raw.litellm_price
    union all
    select * from raw.genai_price
    union all
    select * from raw.models_dev_price
),

priced as (
    select *, 'input' as token_class, input_price_per_million_tokens_usd as price from listed
    union all
    select *, 'cached_input', cached_input_price_per_million_tokens_usd from listed
    union all
    select *, 'cache_write', cache_write_price_per_million_tokens_usd from listed
    union all
    select *, 'output', output_price_per_million_tokens_usd from listed
),

look as (
    select
        source_id,
        observed_date,
        row_number() over (partition by source_id order by observed_date) as look_number,
        lead(observed_date) over (partition by source_id order by observed_date) as next_look_date
    from (select distinct source_id, observed_date from listed)
),

seen as (
    select
        priced.source_id,
        priced.provider_name,
        priced.model_name,
        priced.token_class,
        priced.service_tier,
        priced.min_prompt_token_count,
        priced.time_of_day,
        priced.weekdays,
        priced.region,
        priced.price_number,
        priced.stated_from_date,
        priced.stated_to_date,
        priced.price,
        priced.observed_date,
        priced.first_snapshot_id,
        priced.source_locator,
        look.next_look_date,
        look.look_number - row_number() over (
            partition by
                priced.source_id, priced.provider_name, priced.model_name, priced.token_class,
                priced.service_tier, priced.min_prompt_token_count, priced.time_of_day,
                priced.weekdays, priced.region,
                priced.stated_from_date, priced.stated_to_date, priced.price
            order by priced.observed_date
        ) as island
    from priced
    join look
        on priced.source_id = look.source_id and priced.observed_date = look.observed_date
    where priced.price is not null
),

spell as (
    select
        source_id,
        provider_name,
        model_name,
        token_class,
        service_tier,
        min_prompt_token_count,
        time_of_day,
        weekdays,
        region,
        stated_from_date,
        stated_to_date,
        price,
        min(observed_date) as first_observed_date,
        max(observed_date) as last_observed_date,
        max(coalesce(next_look_date, date '9999-12-31')) as gone_date,
        arg_min(first_snapshot_id, observed_date) as first_snapshot_id,
        arg_min(source_locator, observed_date) as source_locator
    from seen
    group by
        source_id, provider_name, model_name, token_class, service_tier, min_prompt_token_count,
        time_of_day, weekdays, region, stated_from_date, stated_to_date, price, island
),

dated as (
    select
        *,
        coalesce(stated_from_date, first_observed_date) as effective_from_date,
        least(coalesce(stated_to_date, date '9999-12-31'), gone_date) as said_to_date
    from spell
    qualify
        stated_from_date is null or row_number() over (
            partition by
                source_id, provider_name, model_name, token_class, service_tier,
                min_prompt_token_count, time_of_day, weekdays, region, stated_from_date
            order by last_observed_date desc, price
        ) = 1
),

ordered as (
    select
        *,
        lead(effective_from_date) over (
            partition by
                source_id, provider_name, model_name, token_class, service_tier,
                min_prompt_token_count, time_of_day, weekdays, region
            order by effective_from_date, last_observed_date, price
        ) as next_from_date
    from dated
    where effective_from_date < said_to_date
)

select
    service_tier,
    min_prompt_token_count,
    time_of_day,
    weekdays,
    region,
    source_id,
    provider_name,
    model_name,
    token_class,
    effective_from_date,
    nullif(least(said_to_date, coalesce(next_from_date, said_to_date)), date '9999-12-31')
        as effective_to_date,
    case when stated_from_date is null then 'observed' else 'stated' end as effective_basis,
    first_observed_date,
    last_observed_date,
    price as price_per_million_tokens_usd,
    first_snapshot_id,
    source_locator
from ordered
where next_from_date is null or next_from_date > effective_from_date
