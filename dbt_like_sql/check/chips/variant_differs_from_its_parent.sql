-- severity: blocking
-- description: a variant differs from the chip it is cut from in some measure, and is not older
with measured as (
    select
        chip_id, variant_of_chip_id, release_date,
        row(
            peak_dense_fp64_flop_per_s, peak_dense_fp32_flop_per_s, peak_dense_fp16_flop_per_s,
            peak_dense_fp8_flop_per_s, peak_dense_int8_op_per_s, peak_dense_fp4_flop_per_s,
            memory_size_gb, memory_bandwidth_gb_per_s, io_bandwidth_gb_per_s, tdp_w,
            logic_die_area_mm2
        ) as measures
    from core.chip
)

select variant.chip_id, variant.variant_of_chip_id, variant.release_date
from measured as variant
join measured as parent on variant.variant_of_chip_id = parent.chip_id
where
    variant.measures is not distinct from parent.measures
    or variant.release_date < parent.release_date
