-- only: core.coverage = hardware_listing/epoch_ml_hardware
with rate as (
    select *, 'fp32' as number_format, fp32_flop_per_s as value from core.hardware_listing
    union all
    select *, 'fp16', fp16_flop_per_s
    from core.hardware_listing
    where fp16_flop_per_s >= fp32_flop_per_s or fp32_flop_per_s is null
)

select
    concat_ws('/', 'hardware_performance', rate.number_format, rate.source_id, 'since_2006')
        as series_id,
    rate.source_key as point_id,
    rate.number_format as group_id,
    rate.release_date as valid_date,
    rate.value,
    'accelerators that the list of machine learning hardware holds, released since 2006, '
    || rate.number_format || ' vector rate'
    || case rate.number_format when 'fp16' then ', not below their FP32 rate' else '' end
        as filter_text,
    coverage.data_through_date
from rate
join core.coverage as coverage on coverage.coverage_id = 'hardware_listing/epoch_ml_hardware'
where
    rate.source_id = 'epoch_ml_hardware' and rate.value > 0
    and rate.release_date between date '2006-01-01' and coverage.data_through_date
