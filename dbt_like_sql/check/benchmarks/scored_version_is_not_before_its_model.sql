-- severity: blocking
-- description: no version of a model that the register of scores dates is out 60 days before its model is
-- A slip of the year in a version's date puts its whole country ahead. What databases say is corrected
-- or told by version_is_not_before_its_model_in_a_list.
select
    score.scale_id,
    score.model_version,
    score.model_id,
    score.release_date as version_date,
    model.release_date as model_date
from core.benchmark_score as score
join core.model_release as model on score.model_id = model.model_id
where score.source_id = 'seed' and score.release_date < model.release_date - interval 60 day
