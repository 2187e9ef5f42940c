select
    'all' as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    cast(start_date - date '2024-11-01' as double) as value_low,
    cast(start_date - date '2024-11-01' as double) as value,
    cast(end_date - date '2024-11-01' as double) as value_high,
    'reported' as value_basis,
    concat(event_name, ': ', start_date, ', to the ', date_precision) as finding
from core.public_event
where public_event_id = 'deepseek-r1-lite-preview'
