-- only: core.coverage = training_compute; core.word_set = cell_against_compute
with doubted as (
    select distinct model_id
    from step.run_utilization
    where believed_cell in (select unnest(words) from core.word_set where word_set_id = 'cell_against_compute')
),

compute as (
    select model.*
    from core.model_release as model
    left join doubted on model.model_id = doubted.model_id
    where
        doubted.model_id is null and model.compute_flop is not null
        and model.release_date >= date '2010-01-01'
),

counted as (
    select *, 'notable' as series, 'that a database counts as notable, released' as said_series
    from compute
    where notability_criteria is not null
    union all
    select *, 'frontier', 'among the ten largest by compute when released,'
    from compute
    where is_frontier
)

select
    concat_ws('/', 'training_compute', counted.series, 'since_2010') as series_id,
    counted.model_id as point_id,
    'compute' as group_id,
    counted.release_date as valid_date,
    counted.compute_flop as value,
    'models ' || counted.said_series || ' since 2010, training compute' as filter_text,
    coverage.data_through_date
from counted
join core.coverage as coverage on coverage.coverage_id = 'training_compute'
where counted.release_date <= coverage.data_through_date
