-- severity: blocking
-- description: a dense peak of fewer bits is not below one of more bits in the same kind of unit, unless seed/chip_peak_exception.csv says that the data sheet says so
with pair as (
    select chip_id, 'fp16' as number_format, peak_dense_fp16_flop_per_s as narrow, 'tf32' as wider_format,
        peak_dense_tf32_flop_per_s as wide
    from core.chip
    union all
    select chip_id, 'fp8', peak_dense_fp8_flop_per_s, 'fp16', peak_dense_fp16_flop_per_s from core.chip
    union all
    select chip_id, 'int8', peak_dense_int8_op_per_s, 'fp16', peak_dense_fp16_flop_per_s from core.chip
    union all
    select chip_id, 'fp6', peak_dense_fp6_flop_per_s, 'fp8', peak_dense_fp8_flop_per_s from core.chip
    union all
    select chip_id, 'fp4', peak_dense_fp4_flop_per_s, 'fp8', peak_dense_fp8_flop_per_s from core.chip
)

select pair.*
from pair
left join seed.chip_peak_exception as stated
    on pair.chip_id = stated.chip_id and pair.number_format = stated.number_format
where pair.narrow < pair.wide and stated.chip_id is null
