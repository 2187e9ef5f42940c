-- only: core.model_constant = reticle_limit_mm2; core.word_set = chip_universe
-- question: Which chips are best by a measure, and since when can they be bought?
-- example: select objective, place, chip_id, value, sold_from_date from step.chip_place_by_objective_chip where objective = 'hbm_capacity' order by place desc limit 5
with tpp as (
    select
        parameter.item_id as chip_id,
        parameter.total_processing_performance_tpp as tpp
    from metric.control_parameter_by_item_rule_version as parameter
    join core.rule_version as version on parameter.rule_version_id = version.rule_version_id
    where parameter.item_kind = 'chip' and version.series = 'us-3a090'
    qualify row_number() over (
        partition by parameter.item_id order by version.effective_date desc
    ) = 1
),

h100 as (
    select peak_dense_fp16_flop_per_s, peak_dense_int8_op_per_s
    from core.chip
    where chip_id = 'nvidia-h100-sxm'
),

chip as (
    select
        chip.*,
        tpp.tpp,
        available.available_by_date as sold_from_date,
        case
            when available.available_basis = 'shipping_date' then available.available_by_date
            when
                available.available_basis is not null
                or available.reason_code = 'shipping_unknown'
                then least(available.announced_date, available.available_by_date)
        end as maybe_from_date,
        available.available_basis is distinct from 'shipping_date' as is_bounded,
        starts_with(chip.memory_type, 'HBM') as has_hbm,
        coalesce(chip.logic_die_area_mm2 > chip.logic_die_count * reticle.value, false)
            as is_wafer,
        chip.peak_dense_fp16_flop_per_s / h100.peak_dense_fp16_flop_per_s as train_h100e,
        greatest(chip.peak_dense_int8_op_per_s, chip.peak_dense_fp8_flop_per_s)
        / h100.peak_dense_int8_op_per_s as infer_h100e
    from core.chip as chip
    join core.chip_availability as available on chip.chip_id = available.chip_id
    cross join h100
    cross join core.model_constant as reticle
    left join tpp on chip.chip_id = tpp.chip_id
),

valued as (
    select chip_id, maybe_from_date, 'tpp' as objective, tpp as value from chip
    union all
    select chip_id, maybe_from_date, 'hbm_bandwidth', memory_bandwidth_gb_per_s from chip
    where has_hbm
    union all
    select chip_id, maybe_from_date, 'hbm_capacity', memory_size_gb from chip where has_hbm
    union all
    select chip_id, maybe_from_date, 'train_h100e', train_h100e from chip
    union all
    select chip_id, maybe_from_date, 'infer_h100e', infer_h100e from chip
),

sold as (
    select
        *,
        row_number() over (partition by objective order by value, chip_id) as place
    from valued
    where value > 0 and maybe_from_date is not null
)

select
    sold.objective,
    sold.chip_id,
    sold.place,
    sold.value,
    chip.sold_from_date,
    sold.maybe_from_date,
    chip.is_bounded,
    chip.designer_country_code,
    case
        when chip.is_datacenter and chip.is_wafer then ['datacenter', 'all']
        when chip.is_datacenter then (select words from core.word_set where word_set_id = 'chip_universe')
        else ['all']
    end as universes
from sold
join chip on sold.chip_id = chip.chip_id
