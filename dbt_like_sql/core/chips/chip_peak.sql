-- question: In which formats is a B200 faster than an H100, and by how much?
-- example: select b200.number_format, b200.peak_dense_flop_per_s / h100.peak_dense_flop_per_s as ratio from core.chip_peak as b200 join core.chip_peak as h100 using (number_format) where b200.chip_id = 'nvidia-b200' and h100.chip_id = 'nvidia-h100-sxm' order by number_format
with stated as (
    select chip_id, unknown, 'fp64' as number_format, peak_dense_fp64_flop_per_s as peak from core.chip
    union all
    select chip_id, unknown, 'fp32', peak_dense_fp32_flop_per_s from core.chip
    union all
    select chip_id, unknown, 'tf32', peak_dense_tf32_flop_per_s from core.chip
    union all
    select chip_id, unknown, 'fp16', peak_dense_fp16_flop_per_s from core.chip
    union all
    select chip_id, unknown, 'fp8', peak_dense_fp8_flop_per_s from core.chip
    union all
    select chip_id, unknown, 'int8', peak_dense_int8_op_per_s from core.chip
    union all
    select chip_id, unknown, 'fp6', peak_dense_fp6_flop_per_s from core.chip
    union all
    select chip_id, unknown, 'fp4', peak_dense_fp4_flop_per_s from core.chip
)

select
    chip_id,
    number_format,
    cast(regexp_extract(number_format, '[0-9]+') as double) as operand_bit,
    peak as peak_dense_flop_per_s,
    nullif(
        regexp_extract(unknown, 'peak_dense_' || number_format || '[a-z_]*:([a-z_]+)', 1), ''
    ) as reason_code
from stated
