-- question: How do publishers' weights differ from the ratio of the datasheets?
-- example: select a.chip_id, a.h100e_basis, a.h100e_per_chip_ratio as publisher, b.h100e_per_chip_ratio as datasheet from core.chip_weight as a join core.chip_weight as b using (chip_id, h100e_basis) where a.publisher_id = 'epoch-ai' and b.publisher_id = 'datasheet' order by all
with h100 as (
    select peak_dense_int8_op_per_s as int8_rate, peak_dense_fp16_flop_per_s as fp16_rate
    from core.chip
    where chip_id = 'nvidia-h100-sxm'
),

datasheet as (
    select chip.chip_id, 'dense_int8' as h100e_basis,
        greatest(chip.peak_dense_int8_op_per_s, chip.peak_dense_fp8_flop_per_s)
        / h100.int8_rate as ratio
    from core.chip as chip cross join h100
    union all
    select chip.chip_id, 'dense_bf16', chip.peak_dense_fp16_flop_per_s / h100.fp16_rate
    from core.chip as chip cross join h100
)

select
    publisher_id,
    chip_id,
    h100e_basis,
    h100e_per_chip_ratio_low,
    h100e_per_chip_ratio,
    h100e_per_chip_ratio_high,
    note,
    citation
from seed.chip_weight
union all
select
    'datasheet',
    chip_id,
    h100e_basis,
    cast(null as double),
    ratio,
    cast(null as double),
    'dense peak over that of an H100 SXM; the faster of INT8 and FP8',
    'core.chip'
from datasheet
where ratio is not null
