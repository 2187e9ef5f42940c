-- severity: blocking
-- description: where a peak depends on accumulation, the chip's own is the one with FP32 accumulation
select
    rate.chip_id,
    rate.number_format,
    rate.peak_dense_flop_per_s,
    chip.peak_dense_fp16_flop_per_s,
    chip.peak_dense_fp8_flop_per_s
from core.chip_accumulation as rate
left join core.chip as chip on rate.chip_id = chip.chip_id
where
    rate.accumulate_format = 'fp32'
    and rate.peak_dense_flop_per_s is distinct from
    case rate.number_format
        when 'fp16' then chip.peak_dense_fp16_flop_per_s
        else chip.peak_dense_fp8_flop_per_s
    end
