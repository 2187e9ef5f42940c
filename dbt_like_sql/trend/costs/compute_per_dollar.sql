-- only: core.coverage = training_compute
select
    concat_ws('/', 'compute_per_dollar', method, 'all_models', 'real') as series_id,
    model_id as point_id,
    method as group_id,
    valid_date,
    compute_per_usd_2023_flop as value,
    'base models with a known cost whose chip-hours do not come from their compute' as filter_text,
    coverage.data_through_date
from metric.compute_per_dollar_by_model
join core.coverage as coverage on coverage.coverage_id = 'training_compute'
where
    not is_compute_on_both_sides
    and valid_date <= coverage.data_through_date
