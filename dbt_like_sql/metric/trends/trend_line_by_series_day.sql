-- question: Between which costs does the line through the largest training runs lie, and with what band?
-- example: select valid_date, round(value_low / 1e6, 2) as low, round(value / 1e6, 2) as million_usd_2023, round(value_high / 1e6, 2) as high from metric.trend_line_by_series_day where series_id = 'training_cost/amortised/frontier/since_2016/real' and month(valid_date) = 1 and day(valid_date) = 1 order by valid_date
with line as (
    select
        series_id,
        log10_slope_per_year as slope,
        log10_slope_per_year - log10(growth_per_year_ratio_low) as half_slope,
        growth_per_year_ratio_low,
        growth_per_year_ratio,
        growth_per_year_ratio_high,
        point_count,
        first_date,
        last_date,
        data_through_date
    from metric.trend
    where group_count = 1 and interval_method = 'student_t'
),

middle as (
    select
        point.series_id,
        avg((point.valid_date - line.first_date) / 365.25) as middle_year,
        var_pop((point.valid_date - line.first_date) / 365.25) as year_variance,
        avg(log10(point.value)) as middle_height
    from step.trend_point as point
    join line on point.series_id = line.series_id
    group by point.series_id
),

shown as (
    select series_id, valid_date
    from step.trend_point as point
    union
    select
        series_id,
        cast(unnest(generate_series(
            date_trunc('month', cast(first_date as timestamp)) + interval 1 month,
            cast(last_date as timestamp), interval 1 month
        )) as date)
    from line
),

placed as (
    select
        shown.series_id,
        shown.valid_date,
        line.* exclude (series_id),
        middle.middle_height,
        middle.year_variance,
        (shown.valid_date - line.first_date) / 365.25 - middle.middle_year as year
    from shown
    join line on shown.series_id = line.series_id
    join middle on shown.series_id = middle.series_id
),

banded as (
    select
        *,
        middle_height + slope * year as height,
        half_slope * sqrt(year_variance + year * year) as half_height
    from placed
)

select
    series_id,
    valid_date,
    power(10, height - half_height) as value_low,
    power(10, height) as value,
    power(10, height + half_height) as value_high,
    growth_per_year_ratio_low,
    growth_per_year_ratio,
    growth_per_year_ratio_high,
    point_count,
    first_date,
    last_date,
    'ci90' as interval_kind,
    data_through_date
from banded
