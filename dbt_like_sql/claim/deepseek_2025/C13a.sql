select
    'all' as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    cast(count(*) as double) as value,
    'reported' as value_basis,
    string_agg(cluster.cluster_name || ' in ' || cluster.site_country_code, '; ' order by cluster.cluster_id)
        as finding
from core.cluster as cluster
cross join core.claim as claim
where
    claim.claim_id = 'C13'
    and claim.conjunct = 'a'
    and cluster.user_country_code = 'CHN'
    and cluster.site_country_code <> 'CHN'
    and cluster.status = 'existing'
    and cluster.first_operational_latest_date <= claim.as_of_date
