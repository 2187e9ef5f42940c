-- severity: warning
-- description: every base model that a database names is listed itself, and came before its fine-tune
select
    fine_tune.model_id,
    fine_tune.base_model_id,
    fine_tune.release_date,
    base.release_date as base_release_date
from core.model_release as fine_tune
left join core.model_release as base on fine_tune.base_model_id = base.model_id
where
    fine_tune.base_model_id is not null
    and (base.model_id is null or base.release_date > fine_tune.release_date)
