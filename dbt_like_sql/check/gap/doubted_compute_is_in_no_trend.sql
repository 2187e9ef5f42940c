-- severity: blocking
-- description: compute that stands against a run's own hours or parameters, and is not believed where the run is costed, is in no trend, gap or largest run
with doubted as (
    select distinct model_id
    from step.run_utilization
    where believed_cell in (select unnest(words) from core.word_set where word_set_id = 'cell_against_compute')
),

used as (
    select model_id, 'step.run_by_country' as table_name
    from step.run_by_country
    union
    select point_id, 'step.trend_point'
    from step.trend_point
    where group_id = 'compute'
)

select used.model_id, used.table_name
from used
join doubted on used.model_id = doubted.model_id
