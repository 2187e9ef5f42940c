-- severity: warning
-- description: no version that a list of scores dates is out 60 days before its model is
-- Most are papers that came after their weights; of a slip of the year dbt_like_sql/seed/correction.csv tells.
select
    score.scale_id,
    score.model_version,
    score.model_id,
    score.release_date as version_date,
    model.release_date as model_date
from core.benchmark_score as score
join core.model_release as model on score.model_id = model.model_id
where score.source_id <> 'seed' and score.release_date < model.release_date - interval 60 day
