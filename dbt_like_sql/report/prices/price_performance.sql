-- What a dollar of list price buys, chip by chip.
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
    line.growth_per_year_ratio_low,
    line.growth_per_year_ratio,
    line.growth_per_year_ratio_high
from metric.price_performance_by_chip_date as price
left join metric.trend_line_by_series_day as line
    on line.series_id = 'price_performance/dense/fp16/list/real' and price.price_date = line.valid_date
where price.number_format = 'fp16' and price.price_kind = 'list' and price.deflator_id = 'cpi_u'
order by price.price_date, price.chip_name
