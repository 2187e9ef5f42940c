-- only: core.coverage = cluster
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
)

select
    concat_ws('/', 'leading_cluster', measured.measure, measured.period) as series_id,
    measured.cluster_id as point_id,
    measured.measure as group_id,
    measured.first_operational_date as valid_date,
    measured.value,
    'clusters among the ten largest by dense 16-bit performance when first operational, '
    || case measured.period when 'since_2019' then 'since 2019' else 'from 2019 to March 2025' end
    || ', ' || replace(measured.measure, '_', ' ') as filter_text,
    coverage.data_through_date
from measured
join core.coverage as coverage on coverage.coverage_id = 'cluster'
where
    measured.value > 0 and measured.first_operational_date <= measured.last_date
    and measured.first_operational_date <= coverage.data_through_date
