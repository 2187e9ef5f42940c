-- severity: blocking
-- description: no run that has a cost does more in its chip-hours than chips can, or less than errors of its cells explain
with bound as (
    select
        max(least_utilization_ratio) as least_share,
        min(most_utilization_ratio) as most_share
    from step.run_utilization
)

select
    run.model_id,
    run.chip_id,
    run.compute_flop,
    run.training_chip_hour_count,
    run.compute_flop / (run.training_chip_hour_count * 3600 * chip.peak_dense_flop_per_s) as peak_share
from metric.training_chip_hours_by_model as run
join step.costing_family_by_chip as chip on run.chip_id = chip.chip_id
cross join bound
where peak_share not between bound.least_share and bound.most_share
