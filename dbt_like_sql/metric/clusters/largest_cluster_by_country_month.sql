-- question: Which country had the largest AI cluster or data center, and how large was it?
-- example: select country_code, cluster_name, value as h100e_count, value_low, value_high from metric.largest_cluster_by_country_month where measure = 'h100e_count' and status = 'existing' and system_kind = 'any' and country_basis = 'site' and confidence_tier = 'tier_all' and valid_date = date '2025-10-31' order by value desc, cluster_name, country_code limit 5
-- only: core.model_constant = cluster_anonymised_spread_ratio, cluster_h100e_per_chip_ratio; core.coverage = cluster, data_center; core.word_set = tier_likely_plus
with constant as (
    select
        max(value) filter (constant_id = 'cluster_anonymised_spread_ratio') as spread_ratio,
        max(value) filter (constant_id = 'cluster_h100e_per_chip_ratio') as h100e_per_chip_ratio
    from core.model_constant
),

counted as (
    select
        system.*,
        unnest(
            [system.system_kind] || case when system.stage = 'existing' then ['any'] else [] end
        ) as counted_kind,
        constant.spread_ratio,
        constant.h100e_per_chip_ratio,
        system.chip_count_low <= system.chip_count and system.chip_count <= system.chip_count_high
            as has_range
    from core.compute_system as system
    cross join constant
),

measured as (
    select
        *,
        'h100e_count' as measure,
        h100e_count as value,
        h100e_count_basis as value_basis
    from counted
    union all
    select *, 'chip_count', chip_count, chip_count_basis
    from counted
    where h100e_count / chip_count >= h100e_per_chip_ratio
    union all
    select *, 'dense_fp16', peak_dense_fp16_flop_per_s, peak_dense_fp16_basis from counted
    union all
    select *, 'power', power_mw, power_basis from counted
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
            'age': date '3000-01-01' - coalesce(valid_from_date, date '3000-01-01'),
            'system_kind': system_kind,
            'system_id': system_id,
            'state_number': state_number
        } as size
    from measured
    where value is not null
),

known as (
    select
        coverage_id as kind,
        data_through_date
    from core.coverage
    where coverage_id in ('cluster', 'data_center')
),

through as (
    select * from known
    union all
    select
        'any',
        min(data_through_date)
    from known
),

spread_out as (
    select
        ranged.*,
        through.data_through_date,
        last_day(unnest(generate_series(
            date_trunc('month', greatest(
                coalesce(
                    ranged.valid_from_date,
                    through.data_through_date + interval 1 day - interval 1 month
                ),
                date '2015-01-01'
            )),
            cast(through.data_through_date as timestamp),
            interval 1 month
        ))) as valid_date
    from ranged
    join through on ranged.counted_kind = through.kind
),

standing as (
    select *
    from spread_out
    where
        valid_date <= data_through_date
        and (valid_from_date is null or valid_from_date <= valid_date)
        and (valid_to_date is null or valid_date < valid_to_date)
),

placed as (
    select
        'site' as country_basis, site_country_code as code, confidence_tier, stage, counted_kind,
        measure, valid_date, data_through_date, size
    from standing
    union all
    select
        'org_hq', owner_country_code, confidence_tier, stage, counted_kind, measure, valid_date,
        data_through_date, size
    from standing
    union all
    select
        'user_hq', user_country_code, confidence_tier, stage, counted_kind, measure, valid_date,
        data_through_date, size
    from standing
),

by_country as (
    select
        country_basis,
        code,
        confidence_tier,
        stage,
        counted_kind,
        measure,
        valid_date,
        data_through_date,
        max(size) as size,
        count(*) as system_count
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
    select *, 'tier_likely_plus' from united
    where confidence_tier in (select unnest(words) from core.word_set where word_set_id = 'tier_likely_plus')
    union all
    select *, 'tier_confident' from united where confidence_tier = 'Confident'
),

largest as (
    select
        country_code,
        country_basis,
        tier_cut,
        stage,
        counted_kind,
        measure,
        valid_date,
        data_through_date,
        max(size) as size,
        sum(system_count) as system_count
    from tiered
    where stage = 'existing' or tier_cut = 'tier_all'
    group by all
)

select
    largest.country_code,
    largest.country_basis,
    largest.tier_cut as confidence_tier,
    largest.stage as status,
    largest.counted_kind as system_kind,
    largest.measure,
    largest.valid_date,
    ranged.value_low,
    ranged.value,
    ranged.value_high,
    coalesce(ranged.value_basis, 'estimated') as value_basis,
    case when largest.measure = 'h100e_count' then ranged.h100e_basis end as h100e_basis,
    case when ranged.value_low is not null then 'range' end as interval_kind,
    case when ranged.value_low is null then 'range_not_disclosed' end as reason_code,
    ranged.system_id,
    ranged.system_name as cluster_name,
    ranged.is_anonymised,
    ranged.site_country_code,
    ranged.valid_from_date as first_operational_date,
    ranged.hardware_cost_usd,
    cast(largest.system_count as bigint) as input_row_count,
    case
        when ranged.is_anonymised and largest.measure = 'chip_count'
            then ['cluster_anonymised_spread_ratio', 'cluster_h100e_per_chip_ratio']
        when ranged.is_anonymised then ['cluster_anonymised_spread_ratio']
        when largest.measure = 'chip_count' then ['cluster_h100e_per_chip_ratio']
        else cast([] as varchar [])
    end as constant_ids,
    largest.data_through_date
from largest
join ranged
    on
        largest.counted_kind = ranged.counted_kind
        and largest.measure = ranged.measure
        and struct_extract(largest.size, 'system_kind') = ranged.system_kind
        and struct_extract(largest.size, 'system_id') = ranged.system_id
        and struct_extract(largest.size, 'state_number') = ranged.state_number
