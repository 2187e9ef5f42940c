with source as (
    select count(*) as source_count
    from core.coverage
    where subject = 'service_incident'
)

select
    'all' as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    if(source_count > 0, 0.0::double, null) as value_low,
    if(source_count > 0, 1.0::double, null) as value_high,
    'reported' as value_basis,
    concat(source_count, ' sources count outages') as finding
from source
