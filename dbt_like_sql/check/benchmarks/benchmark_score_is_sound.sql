-- severity: blocking
-- description: accuracies are shares, intervals hold their score, and one source is believed per scale
select scale_id, model_version, source_id, score, 'not a share or outside its interval' as fault
from core.benchmark_score
where
    (scale_id not in ('eci', 'metr_time_horizon') and not score between 0 and 1)
    or score_low > score
    or score > score_high
union all
select scale_id, null, string_agg(distinct source_id, ', '), null, 'not one believed source'
from core.benchmark_score
where is_chosen
group by scale_id
having count(distinct source_id) != 1
