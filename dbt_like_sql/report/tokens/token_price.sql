-- The lowest price at which a model that is as good could be called, month by month.
select
    threshold_name as as_good_as,
    month_start_date,
    record_price_per_million_tokens_usd,
    available_price_per_million_tokens_usd,
    coalesce(model.model_name, price.record_model_id) as record_model,
    is_record,
    decline_per_year_ratio_low,
    decline_per_year_ratio,
    decline_per_year_ratio_high,
    data_through_date
from metric.token_price_at_capability_by_benchmark_month as price
left join core.model_release as model on price.record_model_id = model.model_id
where
    scale_id = 'eci'
    and price_blend = 'input_3_output_1'
    and model_selection = 'all'
    and record_price_per_million_tokens_usd is not null
order by score_threshold, month_start_date
