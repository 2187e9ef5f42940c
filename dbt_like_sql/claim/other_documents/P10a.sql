select
    lag.scale_id as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    lag.lag_months_low as value_low,
    lag.lag_months as value,
    lag.lag_months_high as value_high,
    lag.lag_months_basis as value_basis,
    concat(lag.follower_model_version, ' after ', lag.leader_model_version) as finding
from metric.capability_lag_by_day as lag
cross join core.claim as claim
where
    claim.claim_id = 'P10'
    and claim.conjunct = 'a'
    and lag.leader_country_code = 'USA'
    and lag.follower_country_code = 'CHN'
    and lag.country_basis = 'org_hq'
    and lag.valid_date = (
        select release_date - 1 from core.model_release where model_id = 'deepseek-r1'
    )
