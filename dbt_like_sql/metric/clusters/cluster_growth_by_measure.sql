-- question: How fast have the leading AI clusters grown?
-- example: select measure, period, point_count, round(growth_per_year_ratio, 2) as growth_per_year_ratio, round(doubling_time_months, 1) as doubling_time_months from metric.cluster_growth_by_measure order by period, measure
with named as (
    select
        *,
        string_split(series_id, '/') as parts
    from metric.trend
    where series_id like 'cluster_growth/%/%'
)

select
    parts[2] as measure,
    parts[3] as period,
    filter_text,
    point_count,
    first_date,
    last_date,
    growth_per_year_ratio,
    growth_per_year_ratio_low,
    growth_per_year_ratio_high,
    growth_per_year_bootstrap_ratio_low,
    growth_per_year_bootstrap_ratio_high,
    doubling_time_years,
    doubling_time_years_low,
    doubling_time_years_high,
    doubling_time_years * 12 as doubling_time_months,
    r_squared_ratio,
    interval_kind,
    reason_code,
    point_count as input_row_count,
    data_through_date
from named
