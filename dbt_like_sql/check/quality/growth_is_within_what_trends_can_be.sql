-- severity: blocking
-- description: no trend grows or falls faster in a year than a wide limit on all that is published
with growth as (
    select
        'metric.compute_trend_by_country_quarter' as table_name,
        concat_ws('/', country_code, confidence_tier, window_id, valid_date, trend_shape) as row_key,
        unnest([growth_per_year_ratio, growth_before_break_per_year_ratio]) as per_year_ratio
    from metric.compute_trend_by_country_quarter
    union all
    select
        'metric.compute_gap_by_quarter',
        concat_ws('/', country_a_code, country_b_code, confidence_tier, window_id, valid_date),
        unnest([growth_a_per_year_ratio, growth_b_per_year_ratio])
    from metric.compute_gap_by_quarter
    union all
    select 'metric.trend', series_id, growth_per_year_ratio
    from metric.trend
    union all
    select 'metric.price_performance_trend_by_format', number_format, growth_per_year_ratio
    from metric.price_performance_trend_by_format
    union all
    select 'metric.cluster_growth_by_measure', measure, growth_per_year_ratio
    from metric.cluster_growth_by_measure
    union all
    select
        'metric.token_price_at_capability_by_benchmark_month',
        concat_ws(
            '/', scale_id, score_threshold, price_blend, model_selection, seller_selection, month_start_date
        ),
        unnest([decline_per_year_ratio, real_decline_per_year_ratio])
    from metric.token_price_at_capability_by_benchmark_month
    union all
    select
        'metric.access_effect_by_threshold_month',
        concat_ws('/', scale_id, score_threshold, cost_kind, month_start_date),
        cost_decline_per_year_ratio
    from metric.access_effect_by_threshold_month
)

select
    growth.table_name,
    growth.row_key,
    growth.per_year_ratio,
    growth_limit.value as limit_ratio
from growth
join core.model_constant as growth_limit on growth_limit.constant_id = 'trend_growth_limit_ratio'
where greatest(growth.per_year_ratio, 1 / growth.per_year_ratio) > growth_limit.value
