-- only: core.model_constant = claim_event_days
select
    'all' as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    cast(release.release_date - event.start_date as double) as value,
    'reported' as value_basis,
    -constant.value as bound_low,
    constant.value as bound_high,
    concat('released on ', release.release_date, ', ', event.event_name, ' on ', event.start_date) as finding
from core.model_release as release
cross join core.public_event as event
cross join core.model_constant as constant
where
    release.model_id = 'deepseek-r1'
    and release.release_date_precision = 'day'
    and event.public_event_id = 'us-inauguration-2025'
    and constant.constant_id = 'claim_event_days'
