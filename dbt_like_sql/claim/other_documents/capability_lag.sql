-- each: P04a = P04; P10a = P10
select
    lag.scale_id as claim_scope,
    scenario.scenario,
    'tier_all' as confidence_tier,
    lag.lag_months_low as value_low,
    if(lag.lag_months_low is null or lag.lag_months_high is null, null, lag.lag_months) as value,
    if(lag.lag_months_low is null, null, lag.lag_months_high) as value_high,
    lag.lag_months_basis as value_basis,
    concat(lag.follower_model_version, ' after ', lag.leader_model_version) as finding,
    if(lag.lag_months is not null and lag.lag_months_low is null, 'no_interval_known', null)
        as undecided_reason_code
from metric.capability_lag_by_day as lag
cross join core.claim as claim
cross join (values ('none'), ('smuggling_median')) as scenario (scenario)
where
    claim.claim_id = '{1}'
    and claim.conjunct = 'a'
    and lag.leader_country_code = 'USA'
    and lag.follower_country_code = 'CHN'
    and lag.country_basis = 'org_hq'
    and lag.valid_date = case
        when '{1}' = 'P04' then claim.as_of_date
        else (select release_date - 1 from core.model_release where model_id = 'deepseek-r1')
    end
