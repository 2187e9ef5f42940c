with lag as (
    select count(*) as day_count
    from metric.capability_lag_by_day
    where
        leader_country_code = 'USA'
        and follower_country_code = 'CHN'
        and valid_date < (
            select announced_date from core.rule_version where rule_version_id = 'us-3a090-2022'
        )
)

select
    'all' as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    if(day_count > 0, 0.0::double, null) as value_low,
    if(day_count > 0, 1.0::double, null) as value_high,
    'estimated' as value_basis,
    concat(day_count, ' days of a lag are known from before the first rule') as finding
from lag
