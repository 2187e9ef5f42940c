-- severity: blocking
-- description: of makers that advertise 2:4 sparsity, halving the format at most doubles a dense peak
select
    chip_id,
    peak_dense_fp16_flop_per_s,
    peak_dense_fp8_flop_per_s,
    peak_dense_int8_op_per_s
from core.chip
where
    designer in ('NVIDIA', 'AMD')
    and (
        peak_dense_fp8_flop_per_s > 2.05 * peak_dense_fp16_flop_per_s
        or peak_dense_int8_op_per_s > 2.05 * peak_dense_fp16_flop_per_s
    )
