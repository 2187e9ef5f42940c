-- only: core.coverage = cluster
with leading_cluster as (
    select *, 'since_2019' as period, 'since 2019' as said_period
    from step.leading_cluster_by_measure
    union all
    select *, '2019_2025_03', 'from 2019 to March 2025' from step.leading_cluster_by_measure
    where first_operational_date <= date '2025-03-31'
),

point as (
    select
        concat_ws('/', 'cluster_growth', measure, period) as series_id,
        cluster_id as point_id,
        measure as group_id,
        first_operational_date as valid_date,
        value,
        'clusters among the ten largest by this measure when first operational, ' || said_period
            as filter_text,
        'cluster' as coverage_id
    from leading_cluster
    where rank_count <= 10 and first_operational_date >= date '2019-01-01'
)

select
    point.series_id,
    point.point_id,
    point.group_id,
    point.valid_date,
    point.value,
    point.filter_text,
    coverage.data_through_date
from point
join core.coverage as coverage on point.coverage_id = coverage.coverage_id
where point.valid_date <= coverage.data_through_date
