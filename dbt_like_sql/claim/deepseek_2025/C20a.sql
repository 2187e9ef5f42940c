select
    concat(cluster_name, ', ', chip_type, ', ', year(first_operational_date)) as claim_scope,
    'none' as scenario,
    tier.confidence_tier,
    chip_count as value,
    chip_count_basis as value_basis,
    concat('owned by ', owner_organization_ids[1]) as finding
from core.cluster
cross join (values ('tier_all'), ('tier_likely_plus')) as tier (confidence_tier)
where
    cluster_id = 'high-flyer-fire-flyer-2'
    and chip_id like 'nvidia-a100%'
    and (tier.confidence_tier = 'tier_all' or core.cluster.confidence_tier in ('Confident', 'Likely'))
