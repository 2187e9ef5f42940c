with chip as (
    select
        max(peak_dense_fp16_flop_per_s) filter (where chip_id = 'nvidia-h20') as h20,
        max(peak_dense_fp16_flop_per_s) filter (where chip_id = 'nvidia-h100-sxm') as h100
    from core.chip
)

select
    'all' as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    h20 / h100 as value,
    'reported' as value_basis,
    printf('an H100 SXM has %.2f times the dense 16-bit FLOP/s of an H20', h100 / h20) as finding
from chip
