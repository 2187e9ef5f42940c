with level as (
    select
        effect.scale_id,
        effect.score_threshold,
        effect.lead_of_4_months
    from metric.access_effect_by_threshold_month as effect
    cross join core.claim as claim
    where
        claim.claim_id = 'C29'
        and claim.conjunct = 'a'
        and effect.cost_kind = 'tokens'
        and effect.month_start_date = date_trunc('month', claim.as_of_date)
        and effect.first_reached_date <= claim.as_of_date
)

select
    'all' as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    cast(count(lead_of_4_months) as double) / count(*) as value,
    'estimated' as value_basis,
    printf('%d of %d levels reached by anybody were reached by five organizations', count(lead_of_4_months), count(*))
        as finding
from level
having count(*) > 0
