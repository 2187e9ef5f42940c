-- question: What share of the computing power of AI clusters do companies own, and what share stands in which country?
-- example: select dimension, member, value_share_low, value_share, value_share_high, unknown_share, data_through_date from metric.cluster_share_by_dimension_month where measure = 'dense_fp16' and dimension in ('sector', 'site') and valid_date = date '2025-03-31' order by dimension, value_share desc limit 8
-- only: core.model_constant = cluster_anonymised_spread_ratio, cluster_h100e_per_chip_ratio; core.coverage = cluster
with constant as (
    select
        max(value) filter (constant_id = 'cluster_anonymised_spread_ratio') as spread_ratio,
        max(value) filter (constant_id = 'cluster_h100e_per_chip_ratio') as h100e_per_chip_ratio
    from core.model_constant
),

running as (
    select
        system.*,
        cluster.sector,
        case when system.is_anonymised then constant.spread_ratio else 1 end as spread_ratio,
        constant.h100e_per_chip_ratio
    from core.compute_system as system
    join core.cluster as cluster on system.system_id = cluster.cluster_id
    cross join constant
    where system.system_kind = 'cluster' and system.stage = 'existing'
),

measured as (
    select *, 'h100e_count' as measure, h100e_count as value from running
    union all
    select *, 'chip_count', chip_count
    from running
    where h100e_count / chip_count >= h100e_per_chip_ratio
    union all
    select *, 'dense_fp16', peak_dense_fp16_flop_per_s from running
    union all
    select *, 'power', power_mw from running
),

month as (
    select
        data_through_date,
        last_day(unnest(generate_series(
            timestamp '2019-01-01', cast(data_through_date as timestamp), interval 1 month
        ))) as valid_date
    from core.coverage
    where coverage_id = 'cluster'
),

standing as (
    select
        measured.*,
        month.valid_date,
        month.data_through_date
    from measured
    join month
        on
            holds_on(month.valid_date, measured.valid_from_date, measured.valid_to_date)
    where measured.value > 0 and month.valid_date <= month.data_through_date
),

placed as (
    select *, 'sector' as dimension, sector as member from standing
    union all
    select *, 'site', site_country_code from standing
    union all
    select *, 'org_hq', owner_country_code from standing
),

summed as (
    select
        dimension,
        member,
        measure,
        valid_date,
        data_through_date,
        sum(value / spread_ratio) as value_low,
        sum(value) as value,
        sum(value * spread_ratio) as value_high,
        count(*) as cluster_count
    from placed
    group by all
),

beside as (
    select
        *,
        coalesce(sum(value_low) filter (member is not null) over of_others, 0) as known_others_low,
        coalesce(sum(value) over of_others, 0) as others,
        coalesce(sum(value_high) over of_others, 0) as others_high,
        coalesce(max(value) filter (member is null) over of_month, 0) as unknown,
        coalesce(max(value_high) filter (member is null) over of_month, 0) as unknown_high,
        cast(sum(cluster_count) over of_month as bigint) as input_row_count
    from summed
    window
        of_month as (partition by dimension, measure, valid_date),
        of_others as (
            partition by dimension, measure, valid_date order by member nulls first
            rows between unbounded preceding and unbounded following exclude current row
        )
),

shared as (
    select
        *,
        1 / (1 + others_high / value_low) as value_share_low,
        1 / (1 + others / value) as value_share,
        1 / (1 + known_others_low / (value_high + unknown_high)) as value_share_high
    from beside
    where member is not null
)

select
    dimension,
    member,
    measure,
    valid_date,
    value_share_low,
    value_share,
    value_share_high,
    unknown / (others + value) as unknown_share,
    value,
    'range' as interval_kind,
    cluster_count,
    input_row_count,
    ['cluster_anonymised_spread_ratio', 'cluster_h100e_per_chip_ratio'] as constant_ids,
    data_through_date
from shared
