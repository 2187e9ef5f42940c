-- severity: blocking
-- description: TPP is the largest product of a dense peak, however it adds up, and its bits
with operand as (
    select max(value) as tf32_bit from core.model_constant where constant_id = 'tf32_operand_bits'
),

accumulation as (
    select
        chip_id,
        max(
            peak_dense_flop_per_s * cast(regexp_extract(number_format, '[0-9]+') as double)
        ) as operation_bit_per_s
    from core.chip_accumulation
    group by chip_id
),

expected as (
    select
        chip.chip_id,
        greatest(
            chip.peak_dense_fp64_flop_per_s * 64, chip.peak_dense_fp32_flop_per_s * 32,
            chip.peak_dense_tf32_flop_per_s * operand.tf32_bit,
            chip.peak_dense_fp16_flop_per_s * 16, chip.peak_dense_fp8_flop_per_s * 8,
            chip.peak_dense_int8_op_per_s * 8, chip.peak_dense_fp6_flop_per_s * 6,
            chip.peak_dense_fp4_flop_per_s * 4, accumulation.operation_bit_per_s
        ) / 1e12 as expected_tpp
    from core.chip as chip
    cross join operand
    left join accumulation on chip.chip_id = accumulation.chip_id
)

select
    parameter.item_id, parameter.rule_version_id, expected.expected_tpp,
    parameter.total_processing_performance_tpp
from metric.control_parameter_by_item_rule_version as parameter
join expected on parameter.item_id = expected.chip_id
where
    parameter.item_kind = 'chip'
    and abs(parameter.total_processing_performance_tpp - expected.expected_tpp)
    > 1e-6 * expected.expected_tpp
