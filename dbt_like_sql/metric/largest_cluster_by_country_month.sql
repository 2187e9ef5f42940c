-- question: Which country had the largest AI cluster, and how large was it?
-- example: select country_code, cluster_name, value as h100e_count, value_low, value_high from metric.largest_cluster_by_country_month where measure = 'h100e_count' and status = 'existing' and country_basis = 'site' and confidence_tier = 'tier_all' and valid_date = date '2025-03-31' order by value desc limit 5
-- only: core.model_constant = cluster_anonymised_spread_ratio, cluster_h100e_per_chip_ratio
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
    select *, 'h100e_count' as measure, h100e_count as value from cluster
    union all
    select *, 'chip_count', chip_count
    from cluster
    where h100e_count / chip_count >= h100e_per_chip_ratio
    union all
    select *, 'dense_fp16', peak_dense_fp16_flop_per_s from cluster
    union all
    select *, 'power', power_mw from cluster
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
        end as value_high
    from measured
    where value is not null
),

placed as (
    select *, 'site' as country_basis, site_country_code as code from ranged
    union all
    select *, 'org_hq', owner_country_code from ranged
    union all
    select *, 'user_hq', user_country_code from ranged
),

united as (
    select
        *,
        code as country_code
    from placed
    where code is not null
    union all
    select
        placed.*,
        rollup.rollup_code
    from placed
    join core.country_rollup as rollup on placed.code = rollup.country_code and rollup.is_member
    union all
    select
        placed.*,
        complement.rollup_code
    from placed
    cross join (select distinct rollup_code from core.country_rollup where not is_member) as complement
    left join core.country_rollup as excluded
        on
            complement.rollup_code = excluded.rollup_code
            and placed.code = excluded.country_code
    where placed.code is not null and excluded.country_code is null
),

tiered as (
    select *, 'tier_all' as tier_cut from united
    union all
    select *, 'tier_likely_plus' from united where confidence_tier in ('Confident', 'Likely')
    union all
    select *, 'tier_confident' from united where confidence_tier = 'Confident'
),

spread_out as (
    select
        tiered.*,
        last_day(unnest(generate_series(
            case
                when is_planned then date_trunc('month', build_date.complete_month_end_date)
                else date_trunc('month', greatest(first_operational_date, date '2015-01-01'))
            end,
            cast(build_date.complete_month_end_date as timestamp),
            interval 1 month
        ))) as valid_date
    from tiered
    cross join seed.build_date as build_date
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

ranked as (
    select
        *,
        count(*) over (
            partition by country_code, country_basis, tier_cut, is_planned, measure, valid_date
        ) as cluster_count
    from standing
    qualify row_number() over (
        partition by country_code, country_basis, tier_cut, is_planned, measure, valid_date
        order by value desc, first_operational_date, cluster_id
    ) = 1
)

select
    country_code,
    country_basis,
    tier_cut as confidence_tier,
    case when is_planned then 'planned' else 'existing' end as status,
    measure,
    valid_date,
    value_low,
    value,
    value_high,
    'estimated' as value_basis,
    case when value_low is not null then 'range' end as interval_kind,
    case when value_low is null then 'range_not_disclosed' end as reason_code,
    cluster_id,
    cluster_name,
    is_anonymised,
    site_country_code,
    case when not is_planned then first_operational_date end as first_operational_date,
    hardware_cost_usd,
    cluster_count as input_row_count,
    case
        when is_anonymised and measure = 'chip_count'
            then ['cluster_anonymised_spread_ratio', 'cluster_h100e_per_chip_ratio']
        when is_anonymised then ['cluster_anonymised_spread_ratio']
        when measure = 'chip_count' then ['cluster_h100e_per_chip_ratio']
        else cast([] as varchar [])
    end as constant_ids
from ranked
