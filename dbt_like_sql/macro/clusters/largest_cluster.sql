-- description: The largest cluster or data center that stands in a country at the end of each month, in H100 equivalents; one row a month; whatever is reported, and beside it what likely stands
-- in_country: country with a known cluster: code or name, such as CHN or China
-- example: select month_end, system, h100_equivalents, likely_system, likely_h100_equivalents from largest_cluster('China') limit 5
create macro largest_cluster(in_country) as table
with asked as (
    select
        asked_area(
            'metric.largest_cluster_by_country_month', in_country,
            (
                select list(distinct country_code)
                from metric.largest_cluster_by_country_month
                where country_basis = 'site'
            )
        ) as country_code
    where asked_here('{release_id}')
),

existing as (
    select cluster.*
    from metric.largest_cluster_by_country_month as cluster
    join asked using (country_code)
    where
        cluster.country_basis = 'site'
        and cluster.status = 'existing'
        and cluster.system_kind = 'any'
        and cluster.measure = 'h100e_count'
)

select
    cluster.valid_date as month_end,
    cluster.cluster_name as system,
    round(cluster.value) as h100_equivalents,
    cluster.first_operational_date as running_since,
    likely.cluster_name as likely_system,
    round(likely.value) as likely_h100_equivalents,
    cluster.system_id,
    cluster.value_basis as basis,
    cluster.data_through_date as data_through
from existing as cluster
left join existing as likely
    on cluster.valid_date = likely.valid_date and likely.confidence_tier = 'tier_likely_plus'
where cluster.confidence_tier = 'tier_all'
order by cluster.valid_date desc
