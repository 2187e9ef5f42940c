select
    concat_ws('/', 'token_price_record', scale_id, threshold_name) as series_id,
    strftime(month_start_date, '%Y-%m-%d') as point_id,
    'price' as group_id,
    month_start_date as valid_date,
    record_price_per_million_tokens_usd as value,
    'record prices of tokens at this level, three parts input and one output, any seller' as filter_text,
    data_through_date
from metric.token_price_at_capability_by_benchmark_month
where
    is_record and price_blend = 'input_3_output_1' and model_selection = 'all'
    and seller_selection = 'any' and month_start_date <= data_through_date
