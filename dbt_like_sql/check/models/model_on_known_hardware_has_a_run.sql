-- severity: blocking
-- description: a model whose hardware and compute are known has a run, so that its hours can be told from them
select model.model_id, model.training_hardware, model.compute_flop
from core.model_release as model
anti join core.training_run as run on model.model_id = run.model_id
where
    model.training_hardware is not null
    and model.compute_flop is not null
    and not model.is_fine_tune
