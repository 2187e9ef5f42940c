-- question: How did OpenAI's price of GPT-4-class output tokens move?
-- example: select model_name, effective_from_date, effective_to_date, price_per_million_tokens_usd from core.token_price where provider_id = 'openai' and token_class = 'output' and service_tier = 'standard' and model_name in ('gpt-4', 'gpt-4-turbo', 'gpt-4o') and is_chosen order by effective_from_date
with bundled_class as (
    select *, 'input' as token_class, input_price_per_million_tokens_usd as price
    from seed.token_price
    union all
    select *, 'cached_input', cached_input_price_per_million_tokens_usd from seed.token_price
    union all
    select *, 'output', output_price_per_million_tokens_usd from seed.token_price
),

bundled as (
    select
        service_tier,
        min_prompt_token_count,
        time_of_day,
        'seed' as source_id,
        provider_id as provider_name,
        model_name,
        token_class,
        effective_from_date,
        effective_to_date,
        'stated' as effective_basis,
        cast(null as date) as observed_from_date,
        cast(null as date) as observed_to_date,
        provider_id,
        model_id,
        price as price_per_million_tokens_usd,
        price_basis,
        note,
        cast(null as varchar) as first_snapshot_id,
        'seed/token_price.csv, token_price_id ' || token_price_id as source_locator,
        citation,
        citation_url
    from bundled_class
    where price is not null
),

listed as (
    select
        listing.service_tier,
        listing.min_prompt_token_count,
        listing.time_of_day,
        listing.source_id,
        listing.provider_name,
        listing.model_name,
        listing.token_class,
        listing.effective_from_date,
        listing.effective_to_date,
        listing.effective_basis,
        listing.observed_from_date,
        listing.observed_to_date,
        provider_alias.provider_id,
        model_alias.model_id,
        listing.price_per_million_tokens_usd,
        'reported' as price_basis,
        cast(null as varchar) as note,
        listing.first_snapshot_id,
        listing.source_locator,
        listing.source_id || ', ' || listing.model_name as citation,
        cast(null as varchar) as citation_url
    from core.token_price_listing as listing
    left join seed.provider_alias as provider_alias
        on
            listing.source_id = provider_alias.source_id
            and listing.provider_name = provider_alias.alias
    left join seed.token_model_alias as model_alias
        on regexp_extract(listing.model_name, '[^/]+$') = model_alias.alias
),

ranked as (
    select
        *,
        coalesce(model_id, lower(regexp_extract(model_name, '[^/]+$'))) as sold_name,
        case source_id
            when 'seed' then 1
            when 'genai_prices' then 2
            when 'models_dev' then 3
            else 4
        end as source_rank
    from (select * from bundled union all select * from listed)
),

numbered as (
    select
        *,
        row_number() over (
            order by
                source_rank, provider_name, model_name, token_class, service_tier,
                min_prompt_token_count, time_of_day, effective_from_date
        ) as standing
    from ranked
),

outdone as (
    select distinct price.standing
    from numbered as price
    join numbered as better
        on
            price.provider_id = better.provider_id
            and price.sold_name = better.sold_name
            and price.token_class = better.token_class
            and price.service_tier = better.service_tier
            and price.min_prompt_token_count = better.min_prompt_token_count
            and price.time_of_day = better.time_of_day
            and better.standing < price.standing
            and better.price_per_million_tokens_usd > 0
            and better.effective_from_date < coalesce(price.effective_to_date, date '9999-12-31')
            and price.effective_from_date < coalesce(better.effective_to_date, date '9999-12-31')
)

select
    numbered.service_tier,
    numbered.min_prompt_token_count,
    numbered.time_of_day,
    numbered.source_id,
    numbered.provider_name,
    numbered.model_name,
    numbered.token_class,
    numbered.effective_from_date,
    numbered.effective_to_date,
    numbered.effective_basis,
    numbered.observed_from_date,
    numbered.observed_to_date,
    numbered.provider_id,
    numbered.model_id,
    numbered.price_per_million_tokens_usd,
    numbered.price_per_million_tokens_usd = 0 as is_zero_stated,
    outdone.standing is null
        and numbered.price_per_million_tokens_usd > 0
        and numbered.provider_id is not null as is_chosen,
    numbered.price_basis,
    numbered.note,
    numbered.first_snapshot_id,
    numbered.source_locator,
    numbered.citation,
    numbered.citation_url
from numbered
left join outdone on numbered.standing = outdone.standing
