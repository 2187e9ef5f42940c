-- severity: blocking
-- description: of makers that advertise 2:4 sparsity, halving the format at most doubles a dense peak
-- From Rubin on, announced in 2026, NVIDIA states narrow formats above that by dense rates of their own.
with fastest as (
    select chip_id, max(peak_dense_flop_per_s) as peak_dense_fp16_flop_per_s
    from core.chip_accumulation
    where number_format = 'fp16'
    group by chip_id
)

select
    chip.chip_id,
    chip.peak_dense_fp16_flop_per_s,
    chip.peak_dense_fp8_flop_per_s,
    chip.peak_dense_int8_op_per_s
from core.chip as chip
left join fastest on chip.chip_id = fastest.chip_id
where
    chip.designer in ('NVIDIA', 'AMD')
    and chip.release_date < date '2026-01-01'
    and greatest(chip.peak_dense_fp8_flop_per_s, chip.peak_dense_int8_op_per_s)
    > 2.05 * coalesce(fastest.peak_dense_fp16_flop_per_s, chip.peak_dense_fp16_flop_per_s)
