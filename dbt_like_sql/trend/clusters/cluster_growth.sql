-- only: core.coverage = cluster
with leading_cluster as (
    select *, 'since_2019' as period, 'since 2019' as said_period
    from step.leading_cluster_by_measure
    union all
    select *, '2019_2025_03', 'from 2019 to March 2025' from step.leading_cluster_by_measure
    where first_operational_date <= date '2025-03-31'
)

select
    concat_ws('/', 'cluster_growth', leading_cluster.measure, leading_cluster.period) as series_id,
    leading_cluster.cluster_id as point_id,
    leading_cluster.measure as group_id,
    leading_cluster.first_operational_date as valid_date,
    leading_cluster.value,
    'clusters among the ten largest by this measure when first operational, '
    || leading_cluster.said_period as filter_text,
    coverage.data_through_date
from leading_cluster
join core.coverage as coverage on coverage.coverage_id = 'cluster'
where
    leading_cluster.rank_count <= 10
    and leading_cluster.first_operational_date between date '2019-01-01' and coverage.data_through_date
