with estimate as (
    select count(*) as estimate_count
    from core.public_statement
    where topic in ('compute-for-equal-result', 'data-for-equal-result') and speaker <> 'Liang Wenfeng'
)

select
    'all' as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    if(estimate_count > 0, 0.0::double, null) as value_low,
    if(estimate_count > 0, 1.0::double, null) as value_high,
    'reported' as value_basis,
    concat(estimate_count, ' independent estimates') as finding
from estimate
