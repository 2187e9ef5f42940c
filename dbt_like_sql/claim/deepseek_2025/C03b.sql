select
    rate.claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    rate.value,
    'reported' as value_basis
from core.chip as h800
join core.chip as h100 on h800.variant_of_chip_id = h100.chip_id
cross join lateral (
    values
    ('dense 16-bit FLOP/s', h800.peak_dense_fp16_flop_per_s / h100.peak_dense_fp16_flop_per_s),
    ('memory bandwidth', h800.memory_bandwidth_gb_per_s / h100.memory_bandwidth_gb_per_s),
    ('I/O bandwidth', h800.io_bandwidth_gb_per_s / h100.io_bandwidth_gb_per_s)
) as rate (claim_scope, value)
where h800.chip_id = 'nvidia-h800-sxm'
