select
    concat(lag.lag_type, ' of ', lag.rule_event_id) as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    case
        when lag.reason_code = 'right_censored' then 1.0::double
        when lag.lag_days_low is not null then if(
            lag.start_date + cast(lag.lag_days_low as integer) > claim.as_of_date, 1.0, 0.0
        )::double
    end as value,
    'estimated' as value_basis,
    coalesce('reached ' || lag.stop_date, 'not reached: ' || lag.reason_code) as finding
from metric.policy_lag_by_rule_event as lag
cross join core.claim as claim
where
    claim.claim_id = 'C08'
    and claim.conjunct = 'b'
    and lag.rule_event_id in ('us-3a090-2022', 'us-3a090-2023')
    and lag.start_event = 'announced'
    and lag.lag_type in ('stock_share_half', 'run_gap_double')
