-- question: Which chips gave the most dense FP16 per real dollar?
-- example: select chip_name, price_date, price_kind, round(peak_dense_per_usd_2023_flop_per_s / 1e9, 1) as gflop_per_s_per_usd_2023 from metric.price_performance_by_chip_date where number_format = 'fp16' and deflator_id = 'cpi_u' order by peak_dense_per_usd_2023_flop_per_s desc limit 5
-- only: core.coverage = chip_price
with peak as (
    select peak.chip_id, chip.chip_name, peak.number_format, peak.peak_dense_flop_per_s as peak
    from core.chip_peak as peak
    join core.chip as chip on peak.chip_id = chip.chip_id
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
    cast(3 as bigint) as input_row_count,
    coverage.data_through_date
from peak
join real_price on peak.chip_id = real_price.chip_id
join core.coverage as coverage on coverage.coverage_id = 'chip_price'
where peak.peak is not null
