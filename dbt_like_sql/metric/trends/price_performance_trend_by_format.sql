-- question: How long does it take for compute per real dollar to double?
-- example: select selection, number_format, source_id, period, point_count, round(doubling_time_years, 2) as doubling_time_years from metric.price_performance_trend_by_format where money = 'real' order by period, point_count desc
with named as (
    select
        *,
        string_split(series_id, '/') as parts
    from metric.trend
    where series_id like 'price_performance/%/%/%/%/%'
    union all
    select
        *,
        list_concat(
            ['price_performance', 'all', 'register_' || split_part(series_id, '/', 3), 'seed'],
            ['all_years', split_part(series_id, '/', 4)]
        ) as parts
    from metric.trend
    where series_id like 'price_performance/dense_by_format/%/%'
)

select
    parts[2] as number_format,
    parts[3] as selection,
    parts[4] as source_id,
    parts[5] as period,
    parts[6] as money,
    'cpi_u' as deflator_id,
    filter_text,
    point_count,
    first_date,
    last_date,
    growth_per_year_ratio,
    growth_per_year_ratio_low,
    growth_per_year_ratio_high,
    doubling_time_years,
    doubling_time_years_low,
    doubling_time_years_high,
    min(doubling_time_years) over same_question as least_source_doubling_time_years,
    max(doubling_time_years) over same_question as most_source_doubling_time_years,
    count(doubling_time_years) over same_question as source_count,
    r_squared_ratio,
    interval_kind,
    reason_code,
    data_through_date
from named
window same_question as (
    partition by
        parts[2], parts[5], parts[6],
        case when parts[4] = 'seed' then 'register' else parts[3] end
)
