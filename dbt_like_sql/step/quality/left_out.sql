-- only: core.word_set = cell_against_compute
with contradicted as (
    select
        model_id,
        min(reason_code) as reason_code,
        bool_or(
            believed_cell in (select unnest(words) from core.word_set where word_set_id = 'cell_against_compute')
        ) as is_compute_doubted
    from step.run_utilization
    where reason_code is not null
    group by model_id
),

run as (
    select
        model.model_id,
        model.compute_flop is not null as has_compute,
        model.notability_criteria is not null as is_notable,
        model.country_codes is not null as has_country,
        model.release_date,
        cost.cost_usd_2023 is not null as has_cost,
        cost.model_id is not null as is_costed,
        coalesce(cost.reason_code, contradicted.reason_code) as reason_code,
        coalesce(contradicted.is_compute_doubted, false) as is_compute_doubted
    from core.model_release as model
    left join contradicted on model.model_id = contradicted.model_id
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
        'run_cost' as count_id,
        'core.model_release' as input_table_name,
        case
            when has_cost then null
            when is_costed or reason_code is not null then coalesce(reason_code, 'no_price')
            when has_compute then 'no_hardware_of_one_kind'
            else 'no_compute'
        end as reason
    from run
    union all
    select
        'run_of_country',
        'core.model_release',
        case
            when not has_compute then 'no_compute'
            when is_compute_doubted then 'compute_contradicted'
            when not has_country then 'no_country'
        end
    from run
    union all
    select
        'notable_run',
        'core.model_release, notable since 2010',
        case
            when not has_compute then 'no_compute'
            when is_compute_doubted then 'compute_contradicted'
        end
    from run
    where is_notable and release_date >= date '2010-01-01'
    union all
    select
        'scored_model_price',
        'core.benchmark_score, models',
        case when priced.model_id is null then 'no_list_sells_it' end
    from scored
    left join priced on scored.model_id = priced.model_id
    union all
    select
        'score',
        'core.benchmark_score',
        case
            when country_code is null then 'no_country'
            when release_date is null then 'no_release_date'
        end
    from core.benchmark_score
    where is_chosen
    union all
    select
        'rental_offer',
        'core.rental_offer',
        case
            when chip_id is null and hardware_name <> 'h100, 80 GB' then 'no_chip'
            when is_superseded then 'repeats_a_price_that_was_replaced'
        end
    from core.rental_offer
    union all
    select
        'cluster',
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
        'cluster_of_sector',
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
        'chip_with_price',
        'core.chip',
        case
            when peak.chip_id is null then 'no_peak'
            when price.chip_id is null then 'no_price'
        end
    from core.chip as chip
    left join (select distinct chip_id from core.chip_peak) as peak on chip.chip_id = peak.chip_id
    left join (select distinct chip_id from core.chip_price) as price
        on chip.chip_id = price.chip_id
    union all
    select
        'chip_shipment',
        'core.chip_shipment',
        case
            when h100e_count is null then 'no_h100e'
            when not is_chosen then 'another_estimate_is_chosen'
            when is_incomplete then 'incomplete_period'
        end
    from core.chip_shipment
    union all
    select
        'item_parameter',
        'core.item',
        case when parameter.item_id is null then 'no_performance' end
    from core.item as item
    left join
        (
            select distinct item_id
            from metric.control_parameter_by_item_rule_version
            where
                total_processing_performance_tpp_high is not null
                or memory_bandwidth_density_per_mm2_gb_per_s_high is not null
        ) as parameter
        on item.item_id = parameter.item_id
    union all
    select
        'compute_spend',
        'core.compute_spend',
        case
            when value is null then 'no_value'
            when not is_chosen then 'another_statement_is_chosen'
        end
    from core.compute_spend
    union all
    select
        'served_model',
        'core.model_architecture',
        case when served.model_id is null then 'no_chip_holds_it' end
    from core.model_architecture as architecture
    left join (select distinct model_id from metric.decode_cost_by_model_chip_batch) as served
        on architecture.model_id = served.model_id
    union all
    select
        'listed_hardware',
        'core.hardware_listing',
        case
            when release_date is null then 'no_release_date'
            when release_price_usd is null then 'no_price'
            when fp32_flop_per_s is null and fp16_flop_per_s is null then 'no_rate'
        end
    from core.hardware_listing
    union all
    select
        'run_with_parts',
        'core.training_run',
        case when recon_log10_ratio is null then coalesce(reason_code, 'not_compared') end
    from core.training_run as training_run
    left join metric.run_reconciliation_by_model as recon
        on training_run.training_run_id = recon.training_run_id
    union all
    select
        'run_with_hours',
        'core.training_run',
        case
            when chip_id is null then 'no_chip'
            when
                training_chip_hour_count is null
                and (training_chip_count is null or training_hour_count is null)
                then 'no_chip_hours'
        end
    from core.training_run
)

select
    count_id,
    input_table_name,
    coalesce(reason, 'used') as reason,
    cast(sum(count(*)) over (partition by count_id) as bigint) as input_row_count,
    count(*) as row_count,
    case when reason is not null then count(*) else 0 end as left_out_count
from judged
group by count_id, input_table_name, reason
