select
    'all' as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    if(
        variant.io_bandwidth_gb_per_s < parent.io_bandwidth_gb_per_s
        and variant.peak_dense_fp16_flop_per_s = parent.peak_dense_fp16_flop_per_s
        and variant.peak_dense_fp8_flop_per_s = parent.peak_dense_fp8_flop_per_s
        and variant.peak_dense_int8_op_per_s = parent.peak_dense_int8_op_per_s
        and variant.peak_dense_fp64_flop_per_s = parent.peak_dense_fp64_flop_per_s
        and variant.memory_size_gb = parent.memory_size_gb
        and variant.memory_bandwidth_gb_per_s = parent.memory_bandwidth_gb_per_s, 1.0, 0.0
    )::double as value,
    'reported' as value_basis,
    printf(
        'I/O %.0f against %.0f GB/s; FP64 %.1f against %.1f TFLOP/s; 8 and 16 bit rates and memory compared too',
        variant.io_bandwidth_gb_per_s, parent.io_bandwidth_gb_per_s,
        variant.peak_dense_fp64_flop_per_s / 1e12, parent.peak_dense_fp64_flop_per_s / 1e12
    ) as finding
from core.chip as variant
join core.chip as parent on variant.variant_of_chip_id = parent.chip_id
where variant.chip_id = 'nvidia-h800-sxm'
