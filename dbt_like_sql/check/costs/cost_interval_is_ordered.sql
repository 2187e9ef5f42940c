-- severity: blocking
-- description: every cost, price and energy lies between its low and its high end
with interval as (
    select
        'metric.training_cost_by_model_method' as table_name,
        model_id || '/' || method as row_key,
        cost_usd_low as low,
        cost_usd as value,
        cost_usd_high as high
    from metric.training_cost_by_model_method
    union all
    select
        'metric.compute_per_dollar_by_model',
        model_id || '/' || method,
        compute_per_usd_2023_flop_low,
        compute_per_usd_2023_flop,
        compute_per_usd_2023_flop_high
    from metric.compute_per_dollar_by_model
    union all
    select
        'metric.training_energy_by_model',
        model_id,
        energy_kwh_count_low,
        energy_kwh_count,
        energy_kwh_count_high
    from metric.training_energy_by_model
    union all
    select
        'metric.site_power_by_cluster', cluster_id, site_power_mw_low, site_power_mw, site_power_mw_high
    from metric.site_power_by_cluster
    union all
    select
        'metric.decode_cost_by_model_chip_batch',
        concat_ws('/', model_id, chip_id, chip_count, number_format, context_token_count, batch_count),
        tokens_per_second_count_low,
        tokens_per_second_count,
        tokens_per_second_count_high
    from metric.decode_cost_by_model_chip_batch
    union all
    select
        'core.cost_disclosure', cost_disclosure_id, cost_usd_low, cost_usd, cost_usd_high
    from core.cost_disclosure
)

select
    table_name,
    row_key,
    low,
    value,
    high
from interval
where low > value or value > high or low > high
