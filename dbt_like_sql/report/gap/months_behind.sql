-- How many months after the leader China stands on each scale, whenever a line ends, begins or bends.
with turns as (
    select
        lag.*,
        lag.follower_model_version is distinct from lag(lag.follower_model_version) over by_day
        or lag.leader_model_version is distinct from lag(lag.leader_model_version) over by_day
            as is_begin,
        lag.follower_model_version is distinct from lead(lag.follower_model_version) over by_day
        or lag.leader_model_version is distinct from lead(lag.leader_model_version) over by_day
            as is_end
    from metric.capability_lag_by_day as lag
    where
        lag.leader_country_code = 'USA'
        and lag.follower_country_code = 'CHN'
        and lag.country_basis = 'org_hq'
        and lag.scale_id in ('eci', 'gpqa_diamond', 'metr_time_horizon')
    window by_day as (partition by lag.scale_id order by lag.valid_date)
),

versions as (
    select score.scale_id, score.model_version, any_value(model.model_name) as model_name
    from core.benchmark_score as score
    join core.model_release as model on score.model_id = model.model_id
    group by score.scale_id, score.model_version
)

select
    case turns.scale_id
        when 'eci' then 'Epoch Capabilities Index'
        when 'gpqa_diamond' then 'GPQA Diamond (science questions)'
        when 'metr_time_horizon' then 'METR time horizon (long tasks)'
    end as scale,
    turns.valid_date,
    turns.lag_months_low,
    turns.lag_months,
    turns.lag_months_high,
    coalesce(follower.model_name, turns.follower_model_version) as best_chinese_model,
    coalesce(leader.model_name, turns.leader_model_version) as first_american_model_as_good,
    turns.leader_date as american_model_date,
    turns.reason_code,
    turns.data_through_date
from turns
left join versions as follower
    on turns.scale_id = follower.scale_id and turns.follower_model_version = follower.model_version
left join versions as leader
    on turns.scale_id = leader.scale_id and turns.leader_model_version = leader.model_version
where turns.is_begin or turns.is_end
order by scale, turns.valid_date
