-- What a dollar of list price buys, chip by chip.
with trend as (
    select *
    from metric.trend
    where series_id = 'price_performance/dense/fp16/list/real'
)

select
    price.chip_name,
    price.price_date,
    price.price_usd,
    price.price_usd_2023,
    price.peak_dense_per_usd_2023_flop_per_s,
    price.peak_dense_flop_per_s,
    line.value_low as fit_low,
    line.value as fit,
    line.value_high as fit_high,
    trend.growth_per_year_ratio_low,
    trend.growth_per_year_ratio,
    trend.growth_per_year_ratio_high
from metric.price_performance_by_chip_date as price
left join trend on true
left join metric.trend_line_by_series_day as line
    on trend.series_id = line.series_id and price.price_date = line.valid_date
where price.number_format = 'fp16' and price.price_kind = 'list' and price.deflator_id = 'cpi_u'
order by price.price_date, price.chip_name
