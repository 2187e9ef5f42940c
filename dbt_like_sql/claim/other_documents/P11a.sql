select
    'all' as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    cost_usd_low as value_low,
    cost_usd as value,
    cost_usd_high as value_high,
    cost_usd_basis as value_basis,
    'amortised hardware and energy' as finding
from metric.training_cost_by_model_method
where model_id = 'claude-3-5-sonnet' and method = 'amortised' and cost_usd is not null
