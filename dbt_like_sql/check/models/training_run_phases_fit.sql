-- severity: blocking
-- description: the phases of a model's training take no more chip-hours than all of it
select
    model_id,
    sum(training_chip_hour_count) filter (where phase != 'all') as phases_chip_hour_count,
    max(training_chip_hour_count) filter (where phase = 'all') as all_chip_hour_count
from core.training_run
group by model_id
having
    sum(training_chip_hour_count) filter (where phase != 'all')
    > 1.01 * max(training_chip_hour_count) filter (where phase = 'all')
