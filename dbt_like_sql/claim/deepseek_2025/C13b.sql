with foreign_site as (
    select count(*) as site_count
    from core.cluster as cluster
    cross join core.claim as claim
    where
        claim.claim_id = 'C13'
        and claim.conjunct = 'b'
        and cluster.user_country_code = 'CHN'
        and cluster.site_country_code <> 'CHN'
        and cluster.h100e_count is not null
        and cluster.first_operational_latest_date <= claim.as_of_date
),

base as (
    select max(deployed_h100e_count) as deployed_h100e_count
    from metric.deployed_base_by_country_quarter
    where country_code = 'CHN'
)

select
    'all' as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    if(site_count > 0, 0.0::double, null) as value_low,
    if(site_count > 0 and deployed_h100e_count > 0, 1.0::double, null) as value_high,
    'imputed' as value_basis,
    concat(site_count, ' sites abroad of a known size by then') as finding
from foreign_site
cross join base
