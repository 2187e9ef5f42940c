-- only: core.coverage = chip_price
with register_series as (
    select
        *,
        'real' as money,
        peak_dense_per_usd_2023_flop_per_s as value
    from metric.price_performance_by_chip_date
    union all
    select *, 'nominal', peak_dense_per_usd_flop_per_s from metric.price_performance_by_chip_date
),

point as (
    select
        concat_ws('/', 'price_performance', 'dense_by_format', price_kind, money) as series_id,
        chip_price_id || '/' || number_format as point_id,
        number_format as group_id,
        price_date as valid_date,
        value,
        'chips of the register at ' || price_kind || ' prices, dense peak per dollar, CPI-U' as filter_text
    from register_series
    where deflator_id = 'cpi_u'
    union all
    select
        concat_ws('/', 'price_performance', 'dense', number_format, price_kind, money),
        chip_price_id,
        number_format,
        price_date,
        value,
        'chips of the register at ' || price_kind || ' prices, dense ' || number_format
        || ' peak per dollar, CPI-U'
    from register_series
    where deflator_id = 'cpi_u' and price_kind = 'list' and money = 'real'
)

select
    point.series_id,
    point.point_id,
    point.group_id,
    point.valid_date,
    point.value,
    point.filter_text,
    coverage.data_through_date
from point
join core.coverage as coverage on coverage.coverage_id = 'chip_price'
where point.valid_date <= coverage.data_through_date
