select
    'all' as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    training_chip_count as value,
    'reported' as value_basis,
    concat('chips of the pre-training run: ', chip_id) as finding
from core.training_run
where model_id = 'deepseek-v3' and phase = 'pretrain' and training_chip_count is not null
