-- question: Which country had the largest AI cluster, and how large was it?
-- example: select country_code, cluster_name, value as h100e_count, value_low, value_high from metric.largest_cluster_by_country_month where measure = 'h100e_count' and status = 'existing' and country_basis = 'site' and confidence_tier = 'tier_all' and valid_date = date '2025-03-31' order by value desc limit 5
-- only: core.model_constant = cluster_anonymised_spread_ratio, cluster_h100e_per_chip_ratio; core.coverage = cluster
with constant as (
    select
        max(value) filter (constant_id = 'cluster_anonymised_spread_ratio') as spread_ratio,
        max(value) filter (constant_id = 'cluster_h100e_per_chip_ratio') as h100e_per_chip_ratio
    from core.model_constant
),

cluster as (
    select
        cluster.*,
        constant.spread_ratio,
        constant.h100e_per_chip_ratio,
        cluster.status = 'planned' as is_planned,
        chip_count_low <= chip_count and chip_count <= chip_count_high as has_range
    from core.cluster as cluster
    cross join constant
    where
        cluster.status = 'planned'
        or (
            cluster.is_in_standard_analysis
            and cluster.first_operational_date is not null
            and (cluster.status = 'existing' or cluster.decommissioned_date is not null)
        )
),

measured as (
    select
        *,
        'h100e_count' as measure,
        h100e_count as value,
        h100e_count_basis as value_basis
    from cluster
    union all
    select *, 'chip_count', chip_count, chip_count_basis
    from cluster
    where h100e_count / chip_count >= h100e_per_chip_ratio
    union all
    select *, 'dense_fp16', peak_dense_fp16_flop_per_s, peak_dense_fp16_basis from cluster
    union all
    select *, 'power', power_mw, power_basis from cluster
),

ranged as (
    select
        *,
        case
            when is_anonymised then value / spread_ratio
            when has_range and measure <> 'power' then value * chip_count_low / chip_count
        end as value_low,
        case
            when is_anonymised then value * spread_ratio
            when has_range and measure <> 'power' then value * chip_count_high / chip_count
        end as value_high,
        {
            'value': value,
            'age': date '3000-01-01' - coalesce(first_operational_date, date '3000-01-01'),
            'cluster_id': cluster_id
        } as size
    from measured
    where value is not null
),

through as (
    select
        data_through_date,
        last_day(data_through_date + interval 1 day - interval 1 month) as last_month_end_date
    from core.coverage
    where coverage_id = 'cluster'
),

spread_out as (
    select
        ranged.*,
        through.data_through_date,
        last_day(unnest(generate_series(
            case
                when is_planned then date_trunc('month', through.last_month_end_date)
                else date_trunc('month', greatest(first_operational_date, date '2015-01-01'))
            end,
            cast(through.last_month_end_date as timestamp),
            interval 1 month
        ))) as valid_date
    from ranged
    cross join through
),

standing as (
    select *
    from spread_out
    where
        is_planned
        or (
            first_operational_date <= valid_date
            and (decommissioned_date is null or valid_date < decommissioned_date)
            and (superseded_date is null or valid_date < superseded_date)
        )
),

placed as (
    select
        'site' as country_basis, site_country_code as code, confidence_tier, is_planned, measure,
        valid_date, size
    from standing
    union all
    select
        'org_hq', owner_country_code, confidence_tier, is_planned, measure, valid_date, size
    from standing
    union all
    select
        'user_hq', user_country_code, confidence_tier, is_planned, measure, valid_date, size
    from standing
),

by_country as (
    select
        country_basis,
        code,
        confidence_tier,
        is_planned,
        measure,
        valid_date,
        max(size) as size,
        count(*) as cluster_count
    from placed
    where code is not null
    group by all
),

united as (
    select
        *,
        code as country_code
    from by_country
    union all
    select
        by_country.*,
        rollup.rollup_code
    from by_country
    join core.country_rollup as rollup
        on by_country.code = rollup.country_code and rollup.is_member
    union all
    select
        by_country.*,
        complement.rollup_code
    from by_country
    cross join
        (select distinct rollup_code from core.country_rollup where not is_member) as complement
    left join core.country_rollup as excluded
        on
            complement.rollup_code = excluded.rollup_code
            and by_country.code = excluded.country_code
    where excluded.country_code is null
),

tiered as (
    select *, 'tier_all' as tier_cut from united
    union all
    select *, 'tier_likely_plus' from united where confidence_tier in ('Confident', 'Likely')
    union all
    select *, 'tier_confident' from united where confidence_tier = 'Confident'
),

largest as (
    select
        country_code,
        country_basis,
        tier_cut,
        is_planned,
        measure,
        valid_date,
        max(size) as size,
        sum(cluster_count) as cluster_count
    from tiered
    group by all
)

select
    largest.country_code,
    largest.country_basis,
    largest.tier_cut as confidence_tier,
    case when largest.is_planned then 'planned' else 'existing' end as status,
    largest.measure,
    largest.valid_date,
    ranged.value_low,
    ranged.value,
    ranged.value_high,
    coalesce(ranged.value_basis, 'estimated') as value_basis,
    case when ranged.value_low is not null then 'range' end as interval_kind,
    case when ranged.value_low is null then 'range_not_disclosed' end as reason_code,
    ranged.cluster_id,
    ranged.cluster_name,
    ranged.is_anonymised,
    ranged.site_country_code,
    case when not largest.is_planned then ranged.first_operational_date end
        as first_operational_date,
    ranged.hardware_cost_usd,
    cast(largest.cluster_count as bigint) as input_row_count,
    case
        when ranged.is_anonymised and largest.measure = 'chip_count'
            then ['cluster_anonymised_spread_ratio', 'cluster_h100e_per_chip_ratio']
        when ranged.is_anonymised then ['cluster_anonymised_spread_ratio']
        when largest.measure = 'chip_count' then ['cluster_h100e_per_chip_ratio']
        else cast([] as varchar [])
    end as constant_ids,
    through.data_through_date
from largest
cross join through
join ranged
    on largest.measure = ranged.measure and struct_extract(largest.size, 'cluster_id') = ranged.cluster_id
