select
    'all' as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    if(chip_type = 'NVIDIA H800', 1.0, 0.0)::double as value,
    chip_count_basis as value_basis,
    concat(cluster_name, ': ', chip_type, ', ', confidence_tier) as finding
from core.cluster
where cluster_id = 'deepseek-hopper-fleet' and chip_type is not null
