select
    concat(multiplier.organization_id, ' ', multiplier.spend_year, ' in ', multiplier.spend_unit) as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    multiplier.scope_multiplier_ratio_low as value_low,
    multiplier.scope_multiplier_ratio as value,
    multiplier.scope_multiplier_ratio_high as value_high,
    multiplier.scope_multiplier_ratio_basis as value_basis
from metric.cost_scope_multiplier_by_org_year as multiplier
cross join core.claim as claim
where
    claim.claim_id = 'C27'
    and claim.conjunct = 'b'
    and multiplier.spend_year < year(claim.as_of_date)
    and multiplier.scope_multiplier_ratio is not null
