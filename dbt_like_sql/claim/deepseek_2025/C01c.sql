select
    'all' as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    lag_days_low as value_low,
    lag_days as value,
    lag_days_high as value_high,
    'reported' as value_basis,
    concat('first variant: ', stop_chip_id, ' on ', stop_date) as finding,
    reason_code as undecided_reason_code
from metric.policy_lag_by_rule_event
where
    rule_event_id = 'us-3a090-2022'
    and lag_type = 'rule_to_first_sku'
    and start_event = 'effective'
