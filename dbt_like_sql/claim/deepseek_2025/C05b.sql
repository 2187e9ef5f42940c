-- only: core.model_constant = claim_serving_batch_count
select
    'all' as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    max(cost.crossover_batch_count) as value,
    'estimated' as value_basis,
    constant.value as bound_low,
    printf(
        'an H20 turns from memory-bound to compute-bound at a batch of %.0f; served at %.0f',
        max(cost.crossover_batch_count), constant.value
    ) as finding
from metric.decode_cost_by_model_chip_batch as cost
cross join core.model_constant as constant
where
    cost.chip_id = 'nvidia-h20'
    and cost.model_id = 'deepseek-v3'
    and cost.number_format = 'fp8'
    and cost.chip_count = 32
    and cost.context_token_count = 8192
    and constant.constant_id = 'claim_serving_batch_count'
group by constant.value
having max(cost.crossover_batch_count) is not null
