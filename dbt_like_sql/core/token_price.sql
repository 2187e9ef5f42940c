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

superseded as (
    select standing_price.standing, min(later.effective_from_date) as superseded_date
    from numbered as standing_price
    join numbered as agreeing
        on
            standing_price.provider_id = agreeing.provider_id
            and standing_price.sold_name = agreeing.sold_name
            and standing_price.token_class = agreeing.token_class
            and standing_price.service_tier = agreeing.service_tier
            and standing_price.min_prompt_token_count = agreeing.min_prompt_token_count
            and standing_price.time_of_day = agreeing.time_of_day
    join numbered as later
        on
            agreeing.source_id = later.source_id
            and agreeing.provider_name = later.provider_name
            and agreeing.model_name = later.model_name
            and agreeing.token_class = later.token_class
            and agreeing.service_tier = later.service_tier
            and agreeing.min_prompt_token_count = later.min_prompt_token_count
            and agreeing.time_of_day = later.time_of_day
            and agreeing.effective_to_date <= later.effective_from_date
    where
        standing_price.source_id = 'seed'
        and standing_price.effective_to_date is null
        and agreeing.source_id <> 'seed'
        and standing_price.price_per_million_tokens_usd = agreeing.price_per_million_tokens_usd
        and standing_price.effective_from_date < later.effective_from_date
        and standing_price.price_per_million_tokens_usd <> later.price_per_million_tokens_usd
        and later.price_per_million_tokens_usd > 0
    group by standing_price.standing
),

ended as (
    select
        numbered.* exclude (effective_to_date),
        coalesce(numbered.effective_to_date, superseded.superseded_date) as effective_to_date
    from numbered
    left join superseded on numbered.standing = superseded.standing
),

outdone as (
    select distinct price.standing
    from ended as price
    join ended as better
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
    ended.service_tier,
    ended.min_prompt_token_count,
    ended.time_of_day,
    ended.source_id,
    ended.provider_name,
    ended.model_name,
    ended.token_class,
    ended.effective_from_date,
    ended.effective_to_date,
    ended.effective_basis,
    ended.observed_from_date,
    ended.observed_to_date,
    ended.provider_id,
    ended.model_id,
    ended.price_per_million_tokens_usd,
    ended.price_per_million_tokens_usd = 0 as is_zero_stated,
    outdone.standing is null
        and ended.price_per_million_tokens_usd > 0
        and ended.provider_id is not null as is_chosen,
    ended.price_basis,
    ended.note,
    ended.first_snapshot_id,
    ended.source_locator,
    ended.citation,
    ended.citation_url
from ended
left join outdone on ended.standing = outdone.standing
