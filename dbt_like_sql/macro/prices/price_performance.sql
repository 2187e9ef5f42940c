-- description: Chips by dense compute per 2023 dollar (CPI-U) in one number format, at the latest price of each kind up to a day
-- in_number_format: fp64, fp32, tf32, fp16, fp8, int8, fp6 or fp4
-- in_date: the day, up to that of the release
-- example: select chip_name, price_kind, price_usd, peak_dense_per_usd_2023_flop_per_s from price_performance('fp16', date '2025-03-31') limit 5
create macro price_performance(in_number_format, in_date) as table
with asked as (
    select
        asked_of(
            'number format', 'metric.price_performance_by_chip_date', in_number_format,
            (select list(distinct number_format) from metric.price_performance_by_chip_date)
        ) as number_format,
        asked_day(
            in_date,
            (select min(price_date) from metric.price_performance_by_chip_date),
            (select max(as_of_date) from meta.release)
        ) as day
    where asked_here('{release_id}')
)

select
    chip_id,
    chip_name,
    price_kind,
    price_date,
    price_usd,
    peak_dense_flop_per_s,
    peak_dense_per_usd_2023_flop_per_s_low,
    peak_dense_per_usd_2023_flop_per_s,
    peak_dense_per_usd_2023_flop_per_s_high,
    peak_dense_per_usd_2023_flop_per_s_basis
from metric.price_performance_by_chip_date
join asked using (number_format)
where price_date <= asked.day and deflator_id = 'cpi_u'
qualify row_number() over (
    partition by chip_id, price_kind order by price_date desc, chip_price_id
) = 1
order by peak_dense_per_usd_2023_flop_per_s desc, chip_id, price_kind
