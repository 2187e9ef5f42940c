-- only: core.model_constant = tf32_operand_bits, stated_format_bits, reticle_limit_mm2, hbm_package_area_mm2; core.ambiguity = memory-package-area*, sram-is-no-dram*; core.word_set = item_parameter_metric, no_density_case, system_of_chips
-- question: What are the legal performance numbers of a chip under the rules of October 2023?
-- example: select item_id, total_processing_performance_tpp, tpp_number_format, round(performance_density_tpp_per_mm2, 2) as density, io_bandwidth_gb_per_s from metric.control_parameter_by_item_rule_version where rule_version_id = 'us-3a090-2023' and item_id in ('nvidia-a100-sxm-80gb', 'nvidia-h20', 'nvidia-rtx-4090-d') order by item_id
with assumed as (
    select
        max(value) filter (where constant_id = 'tf32_operand_bits') as tf32_bit,
        max(value) filter (where constant_id = 'stated_format_bits') as stated_bit,
        max(value) filter (where constant_id = 'reticle_limit_mm2') as reticle_mm2,
        max(value_low) filter (where constant_id = 'hbm_package_area_mm2') as package_low_mm2,
        max(value) filter (where constant_id = 'hbm_package_area_mm2') as package_mm2,
        max(value_high) filter (where constant_id = 'hbm_package_area_mm2') as package_high_mm2
    from core.model_constant
),

-- A question that a later rule raises is not asked before it.
asked as (
    select
        bool_or(ambiguity_id = 'die-area-bound') as asks_die_area,
        bool_or(ambiguity_id = 'memory-package-area') as asks_package_area,
        bool_or(ambiguity_id = 'sram-is-no-dram') as asks_sram
    from core.ambiguity
),

operand as (
    select
        peak.chip_id,
        peak.number_format,
        peak.peak_dense_flop_per_s / 1e12 as tera_op_per_s,
        case peak.number_format when 'tf32' then assumed.tf32_bit else peak.operand_bit end
            as operand_bit,
        coalesce(peak.reason_code in ('not_supported', 'not_applicable'), false) as is_absent
    from core.chip_peak as peak
    cross join assumed
    union all
    select
        chip_id,
        number_format,
        peak_dense_flop_per_s / 1e12 as tera_op_per_s,
        cast(regexp_extract(number_format, '[0-9]+') as double) as operand_bit,
        false as is_absent
    from core.chip_accumulation
    where accumulate_format <> 'fp32'
),

performance as (
    select
        operand.chip_id,
        max(round(tera_op_per_s * operand_bit, 6)) as tpp,
        arg_min(
            number_format, (-round(tera_op_per_s * operand_bit, 6), -operand_bit, number_format)
        ) filter (where tera_op_per_s is not null) as number_format,
        arg_max(operand_bit, (round(tera_op_per_s * operand_bit, 6), operand_bit))
            filter (where tera_op_per_s is not null) as operand_bit,
        coalesce(
            bool_or(tera_op_per_s is not null and operand_bit <= assumed.stated_bit), false
        ) or bool_and(
            operand_bit > assumed.stated_bit or is_absent or tera_op_per_s is not null
        ) as is_stated,
        bool_or(operand_bit <= assumed.stated_bit and tera_op_per_s is null and not is_absent)
            as has_open_format,
        count(tera_op_per_s) as format_count
    from operand
    cross join assumed
    group by operand.chip_id
),

area as (
    select
        chip.chip_id,
        case
            when chip.transistor_type = 'planar' then 'planar'
            when chip.transistor_type is null then 'area_unknown'
            when chip.logic_die_area_mm2 is not null then 'area_known'
            when chip.logic_die_count is not null then 'area_bounded'
            else 'area_unknown'
        end as density_case,
        chip.logic_die_area_mm2,
        chip.logic_die_count * assumed.reticle_mm2 as largest_area_mm2
    from core.chip as chip
    cross join assumed
),

version as (
    select
        rule_version_id,
        bool_or(term like 'bit length%') as counts_any_bit_length,
        bool_or(metric = 'io_bandwidth' and role = 'control') as tests_transfer_rate
    from core.rule_threshold
    where metric in (select unnest(words) from core.word_set where word_set_id = 'item_parameter_metric')
    group by rule_version_id
),

measured as (
    select
        item.item_id,
        item.item_kind,
        item.chip_id,
        jurisdiction.is_subject_to_ear,
        jurisdiction.ambiguity_ids as jurisdiction_ambiguity_ids,
        case
            when item.chip_id is null then 0
            when performance.is_stated then performance.tpp
        end as tpp,
        case when item.chip_id is null then 0 else performance.tpp end as tpp_low,
        case
            when item.chip_id is null then 0
            when performance.is_stated then performance.tpp
        end as tpp_high,
        performance.number_format,
        performance.operand_bit,
        performance.has_open_format,
        performance.format_count,
        coalesce(area.density_case, 'no_processing') as density_case,
        case when area.density_case = 'area_known' then area.logic_die_area_mm2 end as die_area_mm2,
        case area.density_case
            when 'area_known' then area.logic_die_area_mm2
            when 'area_bounded' then area.largest_area_mm2
        end as die_area_mm2_high,
        case when item.chip_id is null then 0 else chip.io_bandwidth_gb_per_s end as io_gb_per_s,
        case
            when item.chip_id is null then item.memory_bandwidth_gb_per_s
            when chip.memory_type = 'SRAM' then 0
            when item.item_kind <> 'chip' and item.memory_bandwidth_gb_per_s is not null
                then item.memory_bandwidth_gb_per_s / item.chip_count
            else chip.memory_bandwidth_gb_per_s
        end as dram_gb_per_s,
        chip.memory_type,
        case when item.chip_id is null then item.memory_bandwidth_gb_per_s end as stack_gb_per_s,
        item.package_area_mm2,
        chip.is_datacenter,
        concat_ws(
            '; ',
            case when item.chip_id is null then item.unknown else chip.unknown end
        ) as unknown
    from core.item as item
    join core.item_jurisdiction as jurisdiction on item.item_id = jurisdiction.item_id
    left join core.chip as chip on item.chip_id = chip.chip_id
    left join performance on item.chip_id = performance.chip_id
    left join area on item.chip_id = area.chip_id
)

select
    measured.item_id,
    version.rule_version_id,
    measured.item_kind,
    measured.chip_id,
    measured.tpp_low as total_processing_performance_tpp_low,
    measured.tpp as total_processing_performance_tpp,
    measured.tpp_high as total_processing_performance_tpp_high,
    case
        when measured.tpp_low is null then null
        when measured.tpp is null then 'imputed'
        when measured.number_format = 'tf32' or measured.has_open_format then 'estimated'
        else 'reported'
    end as total_processing_performance_tpp_basis,
    measured.number_format as tpp_number_format,
    measured.operand_bit as operand_length_bit,
    measured.die_area_mm2 as applicable_die_area_mm2_low,
    measured.die_area_mm2 as applicable_die_area_mm2,
    measured.die_area_mm2_high as applicable_die_area_mm2_high,
    measured.density_case,
    case
        when measured.density_case in (select unnest(words) from core.word_set where word_set_id = 'no_density_case')
            then null
        else coalesce(measured.tpp_low / measured.die_area_mm2_high, 0)
    end as performance_density_tpp_per_mm2_low,
    measured.tpp / measured.die_area_mm2 as performance_density_tpp_per_mm2,
    measured.tpp_high / measured.die_area_mm2 as performance_density_tpp_per_mm2_high,
    case
        when measured.density_case in (select unnest(words) from core.word_set where word_set_id = 'no_density_case')
            then null
        when measured.density_case <> 'area_known' or measured.tpp is null then 'imputed'
        when measured.number_format = 'tf32' or measured.has_open_format then 'estimated'
        else 'reported'
    end as performance_density_tpp_per_mm2_basis,
    measured.io_gb_per_s as io_bandwidth_gb_per_s,
    measured.dram_gb_per_s as dram_bandwidth_gb_per_s,
    measured.stack_gb_per_s / coalesce(measured.package_area_mm2, assumed.package_high_mm2)
        as memory_bandwidth_density_per_mm2_gb_per_s_low,
    measured.stack_gb_per_s / coalesce(measured.package_area_mm2, assumed.package_mm2)
        as memory_bandwidth_density_per_mm2_gb_per_s,
    measured.stack_gb_per_s / coalesce(measured.package_area_mm2, assumed.package_low_mm2)
        as memory_bandwidth_density_per_mm2_gb_per_s_high,
    case
        when measured.stack_gb_per_s is null then null
        when measured.package_area_mm2 is null then 'imputed'
        else 'reported'
    end as memory_bandwidth_density_per_mm2_gb_per_s_basis,
    measured.is_datacenter,
    measured.is_subject_to_ear,
    case
        when
            measured.density_case in ('area_bounded', 'area_unknown')
            or (measured.chip_id is not null and measured.tpp is null)
            or (measured.stack_gb_per_s is not null and measured.package_area_mm2 is null)
            then 'range'
    end as interval_kind,
    measured.unknown,
    list_filter(
        [
            case when measured.number_format = 'tf32' then 'tf32_operand_bits' end,
            case when measured.has_open_format then 'stated_format_bits' end,
            case when measured.density_case = 'area_bounded' then 'reticle_limit_mm2' end,
            case
                when measured.stack_gb_per_s is not null and measured.package_area_mm2 is null
                    then 'hbm_package_area_mm2'
            end
        ],
        lambda x: x is not null
    ) as constant_ids,
    list_concat(
        measured.jurisdiction_ambiguity_ids,
        list_filter(
            [
                case when measured.chip_id is not null then 'units-summed' end,
                case
                    when version.counts_any_bit_length and measured.chip_id is not null
                        then 'bit-length-2022'
                end,
                case
                    when version.counts_any_bit_length and version.tests_transfer_rate
                        and measured.io_gb_per_s > 0
                        then 'io-programmable-2022'
                end,
                case when measured.number_format = 'tf32' then 'tf32-bit-length' end,
                case when measured.has_open_format then 'formats-not-stated' end,
                case when measured.density_case = 'area_bounded' and asked.asks_die_area then 'die-area-bound' end,
                case when measured.memory_type = 'SRAM' and asked.asks_sram then 'sram-is-no-dram' end,
                case when measured.item_kind in (
                    select unnest(words) from core.word_set where word_set_id = 'system_of_chips'
                )
                    then 'system-follows-chip' end,
                case
                    when
                        measured.stack_gb_per_s is not null and measured.package_area_mm2 is null
                        and asked.asks_package_area
                        then 'memory-package-area'
                end
            ],
            lambda x: x is not null
        )
    ) as ambiguity_ids,
    cast(coalesce(measured.format_count, 0) as bigint) + 1 as input_row_count
from measured
cross join version
cross join assumed
cross join asked
