-- severity: set_aside
-- table: core.token_price_listing
-- column: price_per_million_tokens_usd
-- description: the price lies far from what others ask for the same model meanwhile, from what the same offer asked before and after, or from its own price of input
with assumed as (
    select
        max(value) filter (where constant_id = 'token_scale_ratio') as most,
        max(value) filter (where constant_id = 'token_class_scale_ratio') as most_of_class,
        max(value) filter (where constant_id = 'token_pair_scale_ratio') as most_of_pair,
        max(value) filter (where constant_id = 'output_typical_ratio') as output_ratio,
        max(value) filter (where constant_id = 'cached_typical_ratio') as cached_ratio,
        max(value) filter (where constant_id = 'cache_write_typical_ratio') as write_ratio,
        max(value) filter (where constant_id = 'scale_peer_count') as fewest
    from core.model_constant
),

priced as (
    select
        *,
        lower(regexp_extract(model_name, '[^/]+$')) as short_name,
        price_per_million_tokens_usd as price,
        coalesce(effective_to_date, date '9999-12-31') as end_date
    from core.token_price_listing
    where price_per_million_tokens_usd > 0
),

peer as (
    select
        priced.source_id, priced.provider_name, priced.model_name, priced.token_class,
        priced.service_tier, priced.min_prompt_token_count, priced.time_of_day,
        priced.weekdays, priced.region,
        priced.effective_from_date, priced.price,
        median(other.price) as peer_price,
        count(*) as peer_count
    from priced
    join priced as other
        on
            priced.short_name = other.short_name
            and priced.token_class = other.token_class
            and priced.effective_from_date < other.end_date
            and other.effective_from_date < priced.end_date
    group by all
),

-- What each class lets expect of the price of input: an offer's classes should agree on it.
expected as (
    select
        peer.*,
        peer.price / case peer.token_class
            when 'output' then assumed.output_ratio
            when 'cached_input' then assumed.cached_ratio
            when 'cache_write' then assumed.write_ratio
            else 1
        end as input_price
    from peer
    cross join assumed
),

judged as (
    select
        expected.*,
        median(price) over own as own_price,
        count(*) over own as own_count,
        median(input_price) over offer as offer_price,
        count(*) over offer as offer_count,
        max(input_price) over offer / min(input_price) over offer as offer_span,
        abs(ln(input_price / median(input_price) over ())) as distance
    from expected
    window
        own as (
            partition by
                source_id, provider_name, model_name, token_class, service_tier,
                min_prompt_token_count, time_of_day, weekdays, region
        ),
        offer as (
            partition by
                source_id, provider_name, model_name, service_tier, min_prompt_token_count,
                time_of_day, weekdays, region, effective_from_date
        )
),

ranked as (
    select
        *,
        max(distance) over (
            partition by
                source_id, provider_name, model_name, service_tier, min_prompt_token_count,
                time_of_day, weekdays, region, effective_from_date
        ) as largest_distance
    from judged
)

select
    ranked.source_id, ranked.provider_name, ranked.model_name, ranked.token_class,
    ranked.service_tier, ranked.min_prompt_token_count, ranked.time_of_day,
    ranked.weekdays, ranked.region,
    ranked.effective_from_date, ranked.price, ranked.peer_price, ranked.own_price,
    ranked.offer_price
from ranked
cross join assumed
where
    case
        when ranked.peer_count >= assumed.fewest
            then ranked.price / ranked.peer_price not between 1 / assumed.most and assumed.most
        when ranked.own_count >= assumed.fewest
            then ranked.price / ranked.own_price not between 1 / assumed.most and assumed.most
        when ranked.offer_count >= assumed.fewest
            then
                ranked.input_price / ranked.offer_price
                not between 1 / assumed.most_of_class and assumed.most_of_class
        else
            ranked.offer_span > assumed.most_of_pair
            and ranked.distance = ranked.largest_distance
    end
