-- question: What does each answer leave out, and why?
-- example: select table_name, input_row_count, left_out_count, reason from meta.left_out order by table_name, left_out_count desc
with run as (
    select
        model.model_id,
        model.compute_flop is not null as has_compute,
        model.notability_criteria is not null as is_notable,
        model.country_codes is not null as has_country,
        model.release_date,
        cost.cost_usd_2023 is not null as has_cost,
        cost.model_id is not null as is_costed,
        cost.reason_code
    from core.model_release as model
    left join metric.training_cost_by_model_method as cost
        on model.model_id = cost.model_id and cost.method = 'amortised'
),

scored as (
    select
        model_id,
        bool_or(country_code is not null) as has_country
    from core.benchmark_score
    where is_chosen and model_id is not null
    group by model_id
),

priced as (
    select distinct model_id
    from core.token_price
    where is_chosen and model_id is not null
),

judged as (
    select
        'metric.training_cost_by_model_method' as table_name,
        'core.model_release' as input_table_name,
        case
            when has_cost then null
            when is_costed then coalesce(reason_code, 'no_price')
            when has_compute then 'no_hardware_of_one_kind'
            else 'no_compute'
        end as reason
    from run
    union all
    select
        'metric.largest_run_by_country_month',
        'core.model_release',
        case
            when not has_compute then 'no_compute'
            when not has_country then 'no_country'
        end
    from run
    union all
    select
        'metric.trend, training_compute/notable',
        'core.model_release, notable since 2010',
        case when not has_compute then 'no_compute' end
    from run
    where is_notable and release_date >= date '2010-01-01'
    union all
    select
        'metric.token_price_at_capability_by_benchmark_month',
        'core.benchmark_score, models',
        case when priced.model_id is null then 'no_list_sells_it' end
    from scored
    left join priced on scored.model_id = priced.model_id
    union all
    select
        'metric.capability_lag_by_day',
        'core.benchmark_score',
        case
            when country_code is null then 'no_country'
            when release_date is null then 'no_release_date'
        end
    from core.benchmark_score
    where is_chosen
    union all
    select
        'metric.rental_index_by_chip_week',
        'core.rental_offer',
        case
            when chip_id is null and hardware_name <> 'h100, 80 GB' then 'no_chip'
            when is_superseded then 'repeats_a_price_that_was_replaced'
        end
    from core.rental_offer
    union all
    select
        'metric.largest_cluster_by_country_month',
        'core.cluster',
        case
            when status = 'planned' then 'planned'
            when not is_in_standard_analysis then 'not_in_standard_analysis'
            when first_operational_date is null then 'no_first_day'
            when h100e_count is null then 'no_h100e'
        end
    from core.cluster
    union all
    select
        'metric.cluster_share_by_dimension_month',
        'core.cluster, in standard analysis',
        case
            when first_operational_date is null then 'no_first_day'
            when peak_dense_fp16_flop_per_s is null then 'no_16_bit_performance'
            when sector is null then 'no_sector'
        end
    from core.cluster
    where is_in_standard_analysis
    union all
    select
        'metric.price_performance_by_chip_date',
        'core.chip',
        case
            when peak.chip_id is null then 'no_peak'
            when price.chip_id is null then 'no_price'
        end
    from core.chip as chip
    left join (select distinct chip_id from core.chip_peak) as peak on chip.chip_id = peak.chip_id
    left join (select distinct chip_id from core.chip_price) as price
        on chip.chip_id = price.chip_id
)

select
    table_name,
    input_table_name,
    coalesce(reason, 'used') as reason,
    cast(sum(count(*)) over (partition by table_name) as bigint) as input_row_count,
    count(*) as row_count,
    case when reason is not null then count(*) else 0 end as left_out_count
from judged
group by table_name, input_table_name, reason
