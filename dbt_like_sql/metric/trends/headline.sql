-- question: What are the field's headline numbers, with their intervals, and through which day?
-- example: select question, round(value_low, 3) as value_low, round(value, 3) as value, round(value_high, 3) as value_high, unit, interval_kind, valid_date, data_through_date from metric.headline order by headline_id
with cluster_share as (
    select
        case
            when dimension = 'sector' then member || '-cluster-share'
            else lower(member) || '-cluster-share'
        end as headline_id,
        value_share_low as value_low,
        value_share as value,
        value_share_high as value_high,
        interval_kind,
        data_through_date,
        valid_date
    from metric.cluster_share_by_dimension_month
    where
        measure = 'dense_fp16'
        and (dimension = 'sector' or (dimension = 'site' and member in ('USA', 'CHN')))
),

large_models as (
    select
        lower(country_code) || '-models-above-1e25-flop' as headline_id,
        cast(null as double) as value_low,
        cast(estimate_above_count as double) as value,
        cast(null as double) as value_high,
        null as interval_kind,
        data_through_date,
        as_of_date as valid_date
    from metric.threshold_count_by_country_threshold_month
    where rule_version_id = 'eu-ai-act-2024' and confidence_tier = 'tier_all'
),

gap as (
    select
        'largest-run-gap' as headline_id,
        run_gap_ratio_low as value_low,
        run_gap_ratio as value,
        run_gap_ratio_high as value_high,
        interval_kind,
        data_through_date,
        valid_date
    from metric.largest_run_gap_by_month
    where
        country_a_code = 'USA' and country_b_code = 'CHN' and country_basis = 'org_hq'
        and country_rule = 'inclusive' and confidence_tier = 'tier_likely_plus'
    union all
    select
        'compute-lag',
        lag_forward_years_low,
        lag_forward_years,
        lag_forward_years_high,
        interval_kind,
        data_through_date,
        valid_date
    from metric.compute_gap_by_quarter
    where
        country_a_code = 'WORLD_excl_CHN' and country_b_code = 'CHN' and window_id = 'since_2018'
        and confidence_tier = 'tier_all'
    union all
    select
        'capability-lag',
        shortest_lag_months,
        day_average_lag_months,
        longest_lag_months,
        'range',
        until_date,
        until_date
    from metric.capability_lag_by_pair
    where
        leader_country_code = 'USA' and follower_country_code = 'CHN' and scale_id = 'eci'
        and country_basis = 'org_hq' and from_date = date '2023-01-01'
),

stock as (
    select
        'largest-' || replace(system_kind, '_', '-') as headline_id,
        value_low,
        value,
        value_high,
        interval_kind,
        data_through_date,
        valid_date
    from metric.largest_cluster_by_country_month
    where
        country_code = 'USA' and country_basis = 'site' and confidence_tier = 'tier_all'
        and status = 'existing' and system_kind <> 'any' and measure = 'h100e_count'
    union all
    select
        'world-stock',
        stock_h100e_count_low,
        stock_h100e_count,
        stock_h100e_count_high,
        interval_kind,
        data_through_date,
        quarter_end_date
    from metric.installed_base_by_country_quarter
    where
        country_code = 'WLD' and designer_id = 'all' and h100e_basis = 'dense_int8'
        and survival_model = 'none' and correlation_ratio = 0.5 and not is_incomplete
    union all
    select
        'world-deployed',
        deployed_h100e_count_low,
        deployed_h100e_count,
        deployed_h100e_count_high,
        interval_kind,
        data_through_date,
        quarter_end_date
    from metric.deployed_base_by_country_quarter
    where
        country_code = 'WLD' and h100e_basis = 'dense_int8' and survival_model = 'none'
        and correlation_ratio = 0.5 and not is_incomplete
    union all
    select
        'china-stock-share',
        world_share_low,
        world_share,
        world_share_high,
        interval_kind,
        data_through_date,
        quarter_end_date
    from metric.leakage_adjusted_base_by_country_quarter
    where
        country_code = 'CHN' and scenario = 'none' and correlation_ratio = 0.5
        and not is_incomplete
    union all
    select
        'china-flow-share',
        flow_share_low,
        flow_share,
        flow_share_high,
        interval_kind,
        data_through_date,
        quarter_end_date
    from metric.flow_share_by_country_quarter
    where
        country_code = 'CHN' and designer_id = 'all' and h100e_basis = 'dense_int8'
        and correlation_ratio = 0.5 and not is_incomplete
),

price as (
    select
        'token-price-decline' as headline_id,
        decline_per_year_ratio_low as value_low,
        decline_per_year_ratio as value,
        decline_per_year_ratio_high as value_high,
        interval_kind,
        data_through_date,
        month_start_date as valid_date
    from metric.token_price_at_capability_by_benchmark_month
    where
        scale_id = 'gpqa_diamond' and score_threshold = 0.357
        and price_blend = 'input_3_output_1' and model_selection = 'non_reasoning'
        and seller_selection = 'any'
    union all
    select
        'h100-rental-price',
        price_per_gpu_hour_usd_low,
        price_per_gpu_hour_usd,
        price_per_gpu_hour_usd_high,
        interval_kind,
        data_through_date,
        as_of_date
    from metric.rental_price_by_chip_term
    where chip_id = 'nvidia-h100-sxm' and term = 'on_demand'
),

dated as (
    select * from cluster_share
    union all
    select * from large_models
    union all
    select * from gap
    union all
    select * from stock
    union all
    select * from price
),

latest as (
    select * from dated
    qualify row_number() over (partition by headline_id order by valid_date desc) = 1
)

select
    headline.headline_id,
    headline.question,
    headline.country_basis,
    coalesce(latest.value_low, trend.growth_per_year_ratio_low) as value_low,
    coalesce(latest.value, trend.growth_per_year_ratio) as value,
    coalesce(latest.value_high, trend.growth_per_year_ratio_high) as value_high,
    headline.unit,
    coalesce(latest.interval_kind, trend.interval_kind) as interval_kind,
    case
        when coalesce(latest.value, trend.growth_per_year_ratio) is null then 'no_data'
        when latest.headline_id like '%-models-above-%' then 'others_unknown'
        when latest.headline_id is not null and latest.value_low is null
            then 'range_not_disclosed'
    end as reason_code,
    latest.valid_date,
    coalesce(latest.data_through_date, trend.data_through_date) as data_through_date,
    input.single_share as single_input_share,
    headline.query
from core.headline as headline
left join metric.input_confirmation_by_headline as input
    on headline.headline_id = input.headline_id
left join latest on headline.headline_id = latest.headline_id
left join metric.trend as trend on headline.series_id = trend.series_id
