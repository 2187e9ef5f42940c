with rate as (
    select
        max(chip.peak_dense_fp8_flop_per_s) filter (where chip.chip_id = 'nvidia-b200') as b200,
        max(chip.peak_dense_fp8_flop_per_s) filter (where chip.chip_id = 'nvidia-h800-sxm') as h800
    from core.chip as chip
)

select
    'all' as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    claim.claimed * rate.b200 / (run.training_chip_count * rate.h800) as value,
    'reported' as value_basis,
    'dense 8-bit FLOP/s of the imagined cluster over those of the real one' as finding
from core.training_run as run
cross join rate
cross join core.claim as claim
where
    run.model_id = 'deepseek-v3'
    and run.phase = 'pretrain'
    and claim.claim_id = 'C16'
    and claim.conjunct = 'b'
    and rate.b200 is not null
