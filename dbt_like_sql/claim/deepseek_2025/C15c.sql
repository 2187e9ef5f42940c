select
    printf('%s within %.0e of %s', scale_id, budget_value, budget_kind) as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    max(score_gain_per_year_low) as value_low,
    max(score_gain_per_year) as value,
    max(score_gain_per_year_high) as value_high,
    'estimated' as value_basis
from metric.performance_effect_by_budget_month
where score_gain_per_year_low is not null
group by scale_id, budget_kind, budget_value
