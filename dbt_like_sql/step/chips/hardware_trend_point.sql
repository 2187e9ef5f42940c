-- question: To which accelerators is the growth of machine learning hardware fitted?
-- example: select series_id, count(*) as points, min(valid_date) as first_date, max(valid_date) as last_date from step.hardware_trend_point group by series_id order by series_id
with rate as (
    select *, 'fp32' as number_format, fp32_flop_per_s as value from core.hardware_listing
    union all
    select *, 'fp16', fp16_flop_per_s from core.hardware_listing
)

select
    concat_ws('/', 'hardware_performance', number_format, source_id, 'since_2006') as series_id,
    source_key as point_id,
    number_format as group_id,
    release_date as valid_date,
    value,
    'accelerators that the list of machine learning hardware holds, released since 2006, '
    || number_format || ' vector rate' as filter_text
from rate
where
    source_id = 'epoch_ml_hardware' and value > 0 and release_date >= date '2006-01-01'
