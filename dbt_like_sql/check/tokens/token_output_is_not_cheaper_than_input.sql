-- severity: warning
-- description: a million tokens of output cost at least as much as a million of input
select
    output.source_id,
    output.provider_name,
    output.model_name,
    output.effective_from_date,
    input.price_per_million_tokens_usd as input_price,
    output.price_per_million_tokens_usd as output_price
from core.token_price as output
join core.token_price as input
    on
        output.source_id = input.source_id
        and output.provider_name = input.provider_name
        and output.model_name = input.model_name
        and output.service_tier = input.service_tier
        and output.min_prompt_token_count = input.min_prompt_token_count
        and output.time_of_day = input.time_of_day
        and output.weekdays = input.weekdays
        and output.region = input.region
        and output.effective_from_date = input.effective_from_date
where
    output.token_class = 'output'
    and input.token_class = 'input'
    and output.price_per_million_tokens_usd > 0
    and output.price_per_million_tokens_usd < input.price_per_million_tokens_usd
