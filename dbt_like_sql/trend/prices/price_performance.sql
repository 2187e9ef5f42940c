-- only: core.coverage = hardware_listing/epoch_chip_dataset, hardware_listing/epoch_ml_hardware
with cpi as (
    select month_start_date, to_2023_ratio
    from core.price_index
    where deflator_id = 'cpi_u'
),

priced as (
    select
        listing.source_id,
        listing.source_key,
        listing.release_date,
        listing.hardware_type in ('GPU', 'GPGPU') as is_gpu,
        listing.is_used_for_ml,
        listing.fp32_flop_per_s,
        listing.fp16_flop_per_s,
        listing.release_price_usd,
        listing.release_price_usd * cpi.to_2023_ratio as release_price_usd_2023
    from core.hardware_listing as listing
    asof join cpi on listing.release_date >= cpi.month_start_date
    where listing.release_price_usd is not null and listing.release_date >= date '2006-01-01'
),

format_rate as (
    select *, 'fp32' as number_format, fp32_flop_per_s as rate from priced
    union all
    select *, 'fp16', fp16_flop_per_s from priced
),

gpu as (
    select
        *,
        rate >= max(rate) over (
            partition by source_id, number_format order by release_date, source_key
        ) as is_fastest_so_far
    from format_rate
    where rate is not null and is_gpu
),

selected as (
    select *, 'all_gpu' as selection, 'GPUs with a release price' as said from gpu
    union all
    select *, 'ml_gpu', 'GPUs on which listed models were trained' from gpu where is_used_for_ml
    union all
    select *, 'top_gpu', 'GPUs at least as fast as any listed before them' from gpu
    where is_fastest_so_far
),

windowed as (
    select *, 'since_2006' as period, ', released since 2006' as said_period from selected
    union all
    select *, '2006_2021', ', released from 2006 to 2021' from selected
    where release_date <= date '2021-12-31'
),

hardware_series as (
    select
        *,
        'real' as money,
        rate / release_price_usd_2023 as value
    from windowed
    union all
    select *, 'nominal', rate / release_price_usd from windowed
),

point as (
    select
        concat_ws(
            '/', 'price_performance', number_format, selection, source_id, period, money
        ) as series_id,
        source_key as point_id,
        number_format as group_id,
        release_date as valid_date,
        value,
        said || said_period || ', ' || number_format || ' vector rate per dollar, CPI-U' as filter_text,
        'hardware_listing/' || source_id as coverage_id
    from hardware_series
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
join core.coverage as coverage on point.coverage_id = coverage.coverage_id
where point.valid_date <= coverage.data_through_date
