-- What a dollar of list price buys, chip by chip.
select
    chip_name,
    price_date,
    price_usd,
    price_usd_2023,
    peak_dense_per_usd_2023_flop_per_s,
    peak_dense_flop_per_s
from metric.price_performance_by_chip_date
where number_format = 'fp16' and price_kind = 'list' and deflator_id = 'cpi_u'
order by price_date, chip_name
