-- severity: warning
-- description: no two models share developers, day, size and compute; two that do may be one under two names
select
    one.model_id,
    other.model_id as other_model_id,
    one.release_date,
    one.compute_flop
from core.model_release as one
join core.model_release as other
    on
        one.model_id < other.model_id
        and one.release_date = other.release_date
        and one.compute_flop = other.compute_flop
        and one.parameter_count = other.parameter_count
        and one.organization_names = other.organization_names
