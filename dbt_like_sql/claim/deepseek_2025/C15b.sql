select
    concat(effect.scale_id, ' at ', effect.score_threshold) as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    max(effect.cost_decline_per_year_ratio_low) as value_low,
    max(effect.cost_decline_per_year_ratio) as value,
    max(effect.cost_decline_per_year_ratio_high) as value_high,
    'estimated' as value_basis,
    concat('cost of tokens at the level of ', max(effect.threshold_name)) as finding
from metric.access_effect_by_threshold_month as effect
cross join core.claim as claim
where
    claim.claim_id = 'C15'
    and claim.conjunct = 'b'
    and effect.cost_kind = 'tokens'
    and effect.first_reached_date <= claim.as_of_date
    and effect.cost_decline_per_year_ratio_low is not null
group by effect.scale_id, effect.score_threshold
