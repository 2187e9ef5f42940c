-- question: How many models count for each country, and how many of them for it alone?
-- example: select country_code, count(*) as model_count, count(*) filter (exclusive_share = 1) as of_it_alone from core.model_country where country_basis = 'org_hq' group by all order by model_count desc limit 5
with developer as (
    select
        model_id,
        unnest(organization_ids) as organization_id
    from core.model_release
),

placed as (
    select
        model_id,
        'org_hq' as country_basis,
        unnest(country_codes) as country_code
    from core.model_release
    union all
    select
        developer.model_id,
        'site',
        coalesce(organization.site_country_code, organization.country_code)
    from developer
    join core.organization as organization
        on developer.organization_id = organization.organization_id
    union all
    select
        model_id,
        'ultimate_parent',
        unnest(parent_country_codes)
    from core.model_release
),

counted as (
    select
        *,
        count(*) over (partition by model_id, country_basis) as developer_country_count
    from (select distinct * from placed)
),

whole as (
    select
        model_id,
        country_basis,
        developer_country_count,
        list(country_code) as codes
    from counted
    group by all
),

united as (
    select
        model_id,
        country_basis,
        country_code as area,
        1 as own_count,
        developer_country_count
    from counted
    union all
    select
        counted.model_id,
        counted.country_basis,
        rollup.rollup_code,
        count(*),
        counted.developer_country_count
    from counted
    join core.country_rollup as rollup
        on counted.country_code = rollup.country_code and rollup.is_member
    group by all
),

complement as (
    select
        rollup_code,
        list(country_code) as excluded_codes
    from core.country_rollup
    where not is_member
    group by rollup_code
),

outside as (
    select
        whole.model_id,
        whole.country_basis,
        complement.rollup_code as area,
        whole.developer_country_count,
        len(list_intersect(whole.codes, complement.excluded_codes)) as excluded_count
    from whole
    cross join complement
),

shared as (
    select
        country_basis,
        area,
        model_id,
        1.0 as inclusive_share,
        cast(own_count = developer_country_count as double) as exclusive_share,
        own_count / developer_country_count as fractional_share,
        developer_country_count
    from united
    union all
    select
        country_basis,
        area,
        model_id,
        cast(excluded_count = 0 as double),
        cast(excluded_count < developer_country_count as double),
        (developer_country_count - excluded_count) / developer_country_count,
        developer_country_count
    from outside
)

select
    country_basis,
    area as country_code,
    model_id,
    cast(inclusive_share as double) as inclusive_share,
    exclusive_share,
    cast(fractional_share as double) as fractional_share,
    cast(developer_country_count as bigint) as developer_country_count
from shared
where fractional_share > 0
