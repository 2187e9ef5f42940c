-- severity: blocking
-- description: stated costs, serving reports and electricity prices are of a size that exists, and agree with their own arithmetic within 2 percent
select
    'core.electricity_price' as table_name,
    concat_ws('/', country_code, sector, price_year) as row_key,
    'price_per_kwh_usd' as column_name,
    price_per_kwh_usd as value,
    'between 0.01 and 1' as expected
from core.electricity_price
where price_per_kwh_usd not between 0.01 and 1
union all
select
    'core.cost_disclosure',
    cost_disclosure_id,
    'cost_usd',
    coalesce(cost_usd, cost_usd_low, cost_usd_high),
    'between 1000 and 20 billion'
from core.cost_disclosure
where coalesce(cost_usd, cost_usd_low, cost_usd_high) not between 1e3 and 2e10
union all
select
    'core.cost_disclosure',
    cost_disclosure_id,
    'cost_usd',
    cost_usd,
    'chip-hours x their price'
from core.cost_disclosure
where abs(training_chip_hour_count * price_per_chip_hour_usd / cost_usd - 1) > 0.02
union all
select
    'core.serving_report',
    serving_report_id,
    'stated_cost_usd',
    stated_cost_usd,
    'servers x accelerators x hours x price'
from core.serving_report
where
    abs(
        average_node_count * gpus_per_node_count * period_hour_count * price_per_gpu_hour_usd
        / stated_cost_usd - 1
    ) > 0.02
union all
select
    'core.serving_report',
    serving_report_id,
    'stated_revenue_usd',
    stated_revenue_usd,
    'tokens by class x their prices'
from core.serving_report
where
    abs(
        (
            cached_input_token_count * price_per_million_cached_input_tokens_usd
            + (input_token_count - cached_input_token_count)
            * price_per_million_uncached_input_tokens_usd
            + output_token_count * price_per_million_output_tokens_usd
        ) / 1e6 / stated_revenue_usd - 1
    ) > 0.02
union all
select
    'core.serving_report',
    serving_report_id,
    'price_per_gpu_hour_usd',
    price_per_gpu_hour_usd,
    'between 0.1 and 50'
from core.serving_report
where price_per_gpu_hour_usd not between 0.1 and 50
