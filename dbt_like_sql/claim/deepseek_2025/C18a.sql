select
    concat(share.organization_id, ' ', share.year, ' in ', share.unit) as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    share.deployment_share_low as value_low,
    share.deployment_share as value,
    share.deployment_share_high as value_high,
    share.deployment_share_basis as value_basis,
    share.note as finding
from metric.deployment_share_by_org_year as share
cross join core.claim as claim
where
    claim.claim_id = 'C18'
    and claim.conjunct = 'a'
    and share.year < year(claim.as_of_date)
