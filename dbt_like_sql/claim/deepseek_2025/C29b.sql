select
    concat(effect.scale_id, ' at ', effect.score_threshold) as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    effect.lead_of_1_months as value,
    'estimated' as value_basis,
    concat(
        effect.threshold_name, ' level first reached ', effect.first_reached_date, '; ',
        effect.organization_count, ' organizations in ', effect.country_count, ' countries by then'
    ) as finding
from metric.access_effect_by_threshold_month as effect
cross join core.claim as claim
where
    claim.claim_id = 'C29'
    and claim.conjunct = 'b'
    and effect.cost_kind = 'tokens'
    and effect.month_start_date = date_trunc('month', claim.as_of_date)
    and effect.first_reached_date <= claim.as_of_date
