-- severity: blocking
-- description: intervals of one price in one source do not overlap, and none ends before it begins
with ordered as (
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
        effective_from_date,
        effective_to_date,
        lead(effective_from_date) over (
            partition by
                source_id, provider_name, model_name, token_class, service_tier,
                min_prompt_token_count, time_of_day, weekdays, region
            order by effective_from_date
        ) as next_from_date
    from core.token_price
)

select *
from ordered
where
    effective_to_date <= effective_from_date
    or next_from_date < coalesce(effective_to_date, date '9999-12-31')
