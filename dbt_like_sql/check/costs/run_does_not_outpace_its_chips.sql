-- severity: blocking
-- description: no run does more than its chips could at their peak in the hours that are counted for it
select
    run.model_id,
    run.chip_id,
    run.compute_flop,
    run.training_chip_hour_count,
    run.compute_flop / (run.training_chip_hour_count * 3600 * chip.peak_dense_flop_per_s) as peak_share
from metric.training_chip_hours_by_model as run
join step.costing_family_by_chip as chip on run.chip_id = chip.chip_id
where run.compute_flop > 1.000001 * run.training_chip_hour_count * 3600 * chip.peak_dense_flop_per_s
