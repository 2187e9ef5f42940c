-- The lowest price at which a model that is as good could be called, month by month.
select
    price.threshold_name as as_good_as,
    price.month_start_date,
    price.record_price_per_million_tokens_usd,
    price.available_price_per_million_tokens_usd,
    coalesce(model.model_name, price.record_model_id) as record_model,
    price.is_record,
    price.decline_per_year_ratio_low,
    price.decline_per_year_ratio,
    price.decline_per_year_ratio_high,
    line.value_low as fit_low,
    line.value as fit,
    line.value_high as fit_high,
    price.data_through_date
from metric.token_price_at_capability_by_benchmark_month as price
left join core.model_release as model on price.record_model_id = model.model_id
left join metric.trend_line_by_series_day as line
    on
        line.series_id = concat_ws('/', 'token_price_record', price.scale_id, price.threshold_name)
        and price.month_start_date = line.valid_date
where
    price.scale_id = 'eci'
    and price.price_blend = 'input_3_output_1'
    and price.model_selection = 'all'
    and price.seller_selection = 'any'
    and price.record_price_per_million_tokens_usd is not null
order by price.score_threshold, price.month_start_date
