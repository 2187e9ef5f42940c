-- severity: blocking
-- description: halving the number format at most doubles a dense peak; more means a sparse figure
select
    chip_id,
    peak_dense_fp16_flop_per_s,
    peak_dense_fp8_flop_per_s,
    peak_dense_int8_op_per_s,
    peak_dense_fp4_flop_per_s
from core.chip
where
    peak_dense_fp8_flop_per_s > 2.05 * peak_dense_fp16_flop_per_s
    or peak_dense_int8_op_per_s > 2.05 * peak_dense_fp16_flop_per_s
    or peak_dense_fp4_flop_per_s > 2.05 * peak_dense_fp8_flop_per_s
