select
    'all' as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    if(bool_and(classification = 'efficiency-gap'), 1.0, 0.0)::double as value,
    'estimated' as value_basis,
    concat('classified as ', string_agg(distinct classification, ', ')) as finding
from core.public_statement
where topic in ('compute-for-equal-result', 'data-for-equal-result') and classification is not null
having count(*) > 0
