-- severity: blocking
-- description: every cluster, organization, chip and country that a cluster, a site or an alias names exists
with organizations as (
    select 'core.cluster' as table_name, cluster_id as row_id, unnest(owner_organization_ids) as organization_id
    from core.cluster
    union all
    select 'core.cluster', cluster_id, unnest(user_organization_ids)
    from core.cluster
    union all
    select 'core.data_center_capacity', site_id, unnest(owner_organization_ids)
    from core.data_center_capacity
    union all
    select 'core.data_center_capacity', site_id, unnest(user_organization_ids)
    from core.data_center_capacity
    union all
    select 'core.compute_spend', compute_spend_id, organization_id
    from core.compute_spend
    union all
    select 'core.staff_count', staff_count_id, organization_id
    from core.staff_count
),

clusters as (
    select 'core.cluster' as table_name, cluster_id as row_id, superseded_by_cluster_id as named_cluster_id
    from core.cluster
    union all
    select 'core.cluster', cluster_id, duplicate_of_cluster_id
    from core.cluster
    union all
    select 'seed.cluster_alias', alias, cluster_id
    from seed.cluster_alias
    union all
    select 'core.data_center_capacity', site_id, cluster_id
    from core.data_center_capacity
),

countries as (
    select cluster_id, site_country_code as country_code
    from core.cluster
    union all
    select cluster_id, owner_country_code
    from core.cluster
    union all
    select cluster_id, user_country_code
    from core.cluster
)

select named.table_name, named.row_id, 'organization ' || named.organization_id || ' is not known' as fault
from organizations as named
left join core.organization as organization on organization.organization_id = named.organization_id
where organization.organization_id is null
union all
select named.table_name, named.row_id, 'cluster ' || named.named_cluster_id || ' is not known'
from clusters as named
left join core.cluster as cluster on cluster.cluster_id = named.named_cluster_id
where cluster.cluster_id is null and named.named_cluster_id is not null
union all
select 'core.cluster', cluster.cluster_id, 'chip ' || cluster.chip_id || ' is not known'
from core.cluster as cluster
left join core.chip as chip on chip.chip_id = cluster.chip_id
where chip.chip_id is null and cluster.chip_id is not null
union all
select 'core.cluster', named.cluster_id, 'country ' || named.country_code || ' is not known'
from countries as named
left join core.country as country on country.country_code = named.country_code
where country.country_code is null and named.country_code is not null
