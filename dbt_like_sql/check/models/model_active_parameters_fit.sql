-- severity: blocking
-- description: no model uses more parameters per token than it has
select model_id, active_parameter_count, parameter_count
from core.model_release
where active_parameter_count > parameter_count * 1.001
union all
select run.training_run_id, run.active_parameter_count, model.parameter_count
from core.training_run as run
join core.model_release as model on run.model_id = model.model_id
where run.active_parameter_count > model.parameter_count * 1.02
