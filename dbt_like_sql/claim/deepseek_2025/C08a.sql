with lag as (
    select
        rule_event_id,
        max(lag_days_low) filter (where lag_type = 'stock_share_half' and lag_days is not null) as stock_low,
        max(lag_days_high) filter (where lag_type = 'flow_share_half' and lag_days is not null) as flow_high
    from metric.policy_lag_by_rule_event
    where
        rule_event_id in ('us-3a090-2022', 'us-3a090-2023')
        and start_event = 'announced'
        and lag_type in ('stock_share_half', 'flow_share_half')
    group by rule_event_id
)

select
    concat('rule ', rule_event_id) as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    stock_low - flow_high as value,
    'estimated' as value_basis
from lag
