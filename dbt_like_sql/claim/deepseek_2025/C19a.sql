with firm as (
    select
        organization_id,
        unit,
        count(*) as year_count,
        regr_slope(deployment_share, year) as slope
    from metric.deployment_share_by_org_year
    group by organization_id, unit
)

select
    'all' as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    if(count(*) filter (where year_count > 2) > 1, 0.0::double, null) as value_low,
    if(count(*) filter (where year_count > 2 and slope > 0) > 1, 1.0::double, null) as value_high,
    'estimated' as value_basis,
    concat(
        count(*) filter (where year_count > 2), ' firms with a share in three years or more; ',
        count(*) filter (where year_count > 1), ' with two'
    ) as finding
from firm
