-- only: core.coverage = cluster, data_center
with ranked_high as (
    select
        cluster.*,
        unnest(['since_2019', '2019_2025_03']) as period,
        unnest([date '9999-12-31', date '2025-03-31']) as last_date
    from step.leading_cluster_by_measure as ranked
    join core.cluster as cluster on ranked.cluster_id = cluster.cluster_id
    where
        ranked.measure = 'dense_fp16' and ranked.rank_count <= 10
        and ranked.first_operational_date >= date '2019-01-01'
),

measured as (
    select *, 'chip_count' as measure, chip_count as value from ranked_high
    union all
    select *, 'power', power_mw from ranked_high
    union all
    select *, 'hardware_cost', hardware_cost_usd from ranked_high
    union all
    select *, 'performance_per_chip', peak_dense_fp16_flop_per_s / chip_count from ranked_high
    union all
    select *, 'performance_per_mw', peak_dense_fp16_flop_per_s / power_mw from ranked_high
    union all
    select *, 'performance_per_dollar', peak_dense_fp16_flop_per_s / hardware_cost_usd
    from ranked_high
),

site as (
    select
        *,
        h100e_count > coalesce(
            max(h100e_count) over (
                order by valid_from_date, h100e_count, system_id
                rows between unbounded preceding and 1 preceding
            ), 0
        ) as is_record
    from core.compute_system
    where
        system_kind = 'data_center' and stage = 'existing' and h100e_count > 0
        and valid_from_date is not null
),

point as (
    select
        concat_ws('/', 'leading_cluster', measured.measure, measured.period) as series_id,
        measured.cluster_id as point_id,
        measured.measure as group_id,
        measured.first_operational_date as valid_date,
        measured.value,
        'clusters among the ten largest by dense 16-bit performance when first operational, '
        || case measured.period when 'since_2019' then 'since 2019' else 'from 2019 to March 2025' end
        || ', ' || replace(measured.measure, '_', ' ') as filter_text,
        'cluster' as coverage_id
    from measured
    where measured.value > 0 and measured.first_operational_date <= measured.last_date
    union all
    select
        'data_center_record/h100e_count/since_2024_08',
        system_id || '/' || state_number,
        'h100e_count',
        valid_from_date,
        h100e_count,
        'data centers that set a record of H100 equivalents since August 2024',
        'data_center'
    from site
    where is_record and valid_from_date >= date '2024-08-01'
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
