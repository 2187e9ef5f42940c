with per_chip as (
    select
        chip_id,
        batch_count,
        bound,
        tokens_per_second_count_low / chip_count as low,
        tokens_per_second_count / chip_count as middle,
        tokens_per_second_count_high / chip_count as high
    from metric.decode_cost_by_model_chip_batch
    where
        chip_id in ('nvidia-h20', 'nvidia-h100-sxm')
        and model_id = 'deepseek-v3'
        and number_format = 'fp8'
        and context_token_count = 8192
    qualify chip_count = max(chip_count) over (partition by chip_id)
)

select
    concat('batch ', lpad(cast(h20.batch_count as varchar), 4, '0')) as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    least(h20.low / h100.low, h20.high / h100.high) as value_low,
    h20.middle / h100.middle as value,
    greatest(h20.low / h100.low, h20.high / h100.high) as value_high,
    'estimated' as value_basis,
    concat('an H20 is bound by ', h20.bound, ', an H100 by ', h100.bound) as finding
from per_chip as h20
join per_chip as h100 on h20.batch_count = h100.batch_count
where
    h20.chip_id = 'nvidia-h20'
    and h100.chip_id = 'nvidia-h100-sxm'
    and h20.bound <> 'compute'
