-- severity: warning
-- description: compute, chip-hours and parameters of a run can be true together; where not, the larger counts, in costs and trends
select training_run_id, chip_id, compute_flop, training_chip_hour_count, utilization_ratio, reason_code, believed_cell
from step.run_utilization
where reason_code is not null
