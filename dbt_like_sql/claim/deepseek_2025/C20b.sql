with own as (
    select chip_count, first_operational_earliest_date
    from core.cluster
    where cluster_id = 'high-flyer-fire-flyer-2'
),

complete as (
    select count(*) as list_count
    from core.coverage
    where subject = 'cluster' and part_id = 'asia'
),

rival as (
    select count(*) as rival_count
    from core.cluster as cluster
    cross join own
    where
        cluster.chip_id like 'nvidia-a100%'
        and cluster.site_country_code in ('CHN', 'IND', 'JPN', 'KOR', 'SGP', 'TWN')
        and cluster.chip_count >= own.chip_count
        and cluster.first_operational_latest_date < own.first_operational_earliest_date
)

select
    'all' as claim_scope,
    'none' as scenario,
    tier.confidence_tier,
    if(complete.list_count > 0, 1.0 + rival.rival_count, null)::double as value,
    'reported' as value_basis,
    concat(
        rival.rival_count, ' A100 clusters of that size are listed earlier in six countries of Asia; ',
        complete.list_count, ' lists of the region are complete'
    ) as finding
from rival
cross join complete
cross join (values ('tier_all'), ('tier_likely_plus')) as tier (confidence_tier)
