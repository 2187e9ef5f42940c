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

point as (
    select
        'training_compute/notable/since_2010' as series_id,
        model_id as point_id,
        'compute' as group_id,
        release_date as valid_date,
        compute_flop as value,
        'models that a database counts as notable, released since 2010, training compute' as filter_text
    from compute
    where notability_criteria is not null
    union all
    select
        'training_compute/frontier/since_2010',
        model_id,
        'compute',
        release_date,
        compute_flop,
        'models among the ten largest by compute when released, since 2010, training compute'
    from compute
    where is_frontier
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
join core.coverage as coverage on coverage.coverage_id = 'training_compute'
where point.valid_date <= coverage.data_through_date
