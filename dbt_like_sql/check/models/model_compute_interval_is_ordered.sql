-- severity: blocking
-- description: compute of models and runs lies between its ends, and an interval has both of them
with stated as (
    select 'core.model_release' as table_name, model_id as id, compute_flop_low, compute_flop, compute_flop_high
    from core.model_release
    union all
    select 'core.training_run', training_run_id, compute_flop_low, compute_flop, compute_flop_high
    from core.training_run
)

select *
from stated
where
    (compute_flop_low is null) != (compute_flop_high is null)
    or compute_flop_low > compute_flop
    or compute_flop > compute_flop_high
    or (compute_flop_low is not null and compute_flop is null)
