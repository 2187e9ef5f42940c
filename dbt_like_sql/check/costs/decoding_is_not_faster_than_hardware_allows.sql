-- severity: blocking
-- description: no model is decoded faster for one sequence than a limit study finds hardware can
select
    decoded.model_id,
    decoded.chip_id,
    decoded.chip_count,
    decoded.number_format,
    decoded.tokens_per_second_per_sequence_count,
    speed_limit.value as limit_count
from metric.decode_cost_by_model_chip_batch as decoded
join core.model_constant as speed_limit on speed_limit.constant_id = 'decode_speed_limit_count'
where
    decoded.tokens_per_second_per_sequence_count > speed_limit.value
