-- title: The price of GPT-4's level
-- question: What does a million tokens of a model as good as GPT-4 cost?
select month, usd_per_million_tokens, model_id, provider_id
from token_price('GPT-4 of March 2023')
limit 5;

-- title: How fast tokens get cheaper
-- question: By which factor do tokens of a level get cheaper a year?
select
    threshold_name, decline_per_year_ratio_low, decline_per_year_ratio, decline_per_year_ratio_high, reason_code
from metric.token_price_at_capability_by_benchmark_month
where
    scale_id = 'eci' and price_blend = 'input_3_output_1' and model_selection = 'all'
    and seller_selection = 'any' and month_start_date = (
        select max(month_start_date)
        from metric.token_price_at_capability_by_benchmark_month
        where scale_id = 'eci'
    )
order by score_threshold;
