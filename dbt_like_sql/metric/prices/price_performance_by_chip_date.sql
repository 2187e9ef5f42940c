-- question: Which chips gave the most dense FP16 per real dollar?
-- example: select chip_name, price_date, price_kind, round(peak_dense_per_usd_2023_flop_per_s / 1e9, 1) as gflop_per_s_per_usd_2023 from metric.price_performance_by_chip_date where number_format = 'fp16' order by peak_dense_per_usd_2023_flop_per_s desc limit 5
with peak as (
    select chip_id, chip_name, 'fp64' as number_format, peak_dense_fp64_flop_per_s as peak
    from core.chip
    union all
    select chip_id, chip_name, 'fp32', peak_dense_fp32_flop_per_s from core.chip
    union all
    select chip_id, chip_name, 'tf32', peak_dense_tf32_flop_per_s from core.chip
    union all
    select chip_id, chip_name, 'fp16', peak_dense_fp16_flop_per_s from core.chip
    union all
    select chip_id, chip_name, 'fp8', peak_dense_fp8_flop_per_s from core.chip
    union all
    select chip_id, chip_name, 'int8', peak_dense_int8_op_per_s from core.chip
    union all
    select chip_id, chip_name, 'fp6', peak_dense_fp6_flop_per_s from core.chip
    union all
    select chip_id, chip_name, 'fp4', peak_dense_fp4_flop_per_s from core.chip
),

real_price as (
    select
        chip_price.*,
        price_index.deflator_id,
        price_index.month_start_date,
        price_index.to_2023_ratio
    from core.chip_price as chip_price
    join core.price_index as price_index on price_index.month_start_date <= chip_price.price_date
    qualify row_number() over (
        partition by chip_price.chip_price_id, price_index.deflator_id
        order by price_index.month_start_date desc
    ) = 1
)

select
    peak.chip_id,
    peak.number_format,
    real_price.price_date,
    real_price.price_kind,
    real_price.deflator_id,
    real_price.chip_price_id,
    peak.chip_name,
    peak.peak as peak_dense_flop_per_s,
    real_price.price_usd,
    real_price.price_usd * real_price.to_2023_ratio as price_usd_2023,
    real_price.month_start_date as deflator_month_date,
    peak.peak / real_price.price_usd as peak_dense_per_usd_flop_per_s,
    peak.peak / (real_price.price_usd_high * real_price.to_2023_ratio)
        as peak_dense_per_usd_2023_flop_per_s_low,
    peak.peak / (real_price.price_usd * real_price.to_2023_ratio)
        as peak_dense_per_usd_2023_flop_per_s,
    peak.peak / (real_price.price_usd_low * real_price.to_2023_ratio)
        as peak_dense_per_usd_2023_flop_per_s_high,
    real_price.price_basis as peak_dense_per_usd_2023_flop_per_s_basis,
    case
        when real_price.price_usd_low is not null and real_price.price_usd_high is not null
            then 'range'
    end as interval_kind,
    cast(3 as bigint) as input_row_count
from peak
join real_price on peak.chip_id = real_price.chip_id
where peak.peak is not null
