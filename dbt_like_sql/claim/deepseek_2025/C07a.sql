select
    step.claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    cast(step.day - date '2024-12-01' as double) as value,
    'reported' as value_basis,
    concat(version.citation, ': ', step.day) as finding
from core.rule_version as version
cross join lateral (
    values ('effective', version.effective_date), ('compliance', version.compliance_date)
) as step (claim_scope, day)
where version.rule_version_id = 'us-3a090-2024-12' and step.day is not null
