-- severity: blocking
-- description: a price that holds at any hour never stands beside prices of some hours in the same list and time
select
    always.source_id,
    always.provider_name,
    always.model_name,
    always.token_class,
    always.effective_from_date,
    windowed.time_of_day,
    windowed.effective_from_date as windowed_from_date
from core.token_price as always
join core.token_price as windowed
    on
        always.source_id = windowed.source_id
        and always.provider_name = windowed.provider_name
        and always.model_name = windowed.model_name
        and always.token_class = windowed.token_class
        and always.service_tier = windowed.service_tier
        and always.min_prompt_token_count = windowed.min_prompt_token_count
        and always.region = windowed.region
where
    always.time_of_day = 'any'
    and windowed.time_of_day <> 'any'
    and share_a_day(
        always.effective_from_date, always.effective_to_date,
        windowed.effective_from_date, windowed.effective_to_date
    )
