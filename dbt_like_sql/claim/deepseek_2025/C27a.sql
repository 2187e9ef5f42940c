select
    'all' as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    if(cost_scope = 'final_run', 1.0, 0.0)::double as value,
    'reported' as value_basis,
    concat(cost_scope, ', ', phase, ': ', note) as finding
from core.cost_disclosure
where cost_disclosure_id = 'deepseek-v3-2024-12-27'
