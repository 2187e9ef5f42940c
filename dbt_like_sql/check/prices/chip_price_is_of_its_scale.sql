-- severity: set_aside
-- table: core.chip_price
-- column: price_usd
-- description: the price lies far from the other prices of the chip, or a FLOP for it from what any chip's costs
with assumed as (
    select
        max(value) filter (where constant_id = 'chip_scale_ratio') as most,
        max(value) filter (where constant_id = 'usd_per_tflop_low_ratio') as least_per_tflop,
        max(value) filter (where constant_id = 'usd_per_tflop_high_ratio') as most_per_tflop,
        max(value) filter (where constant_id = 'scale_peer_count') as fewest
    from core.model_constant
),

peak as (
    select
        chip_id,
        coalesce(
            max(value_number) filter (where attribute = 'peak_dense_fp16_flop_per_s'),
            max(value_number) filter (where attribute = 'peak_dense_int8_op_per_s') / 2,
            max(value_number) filter (where attribute = 'peak_dense_fp32_flop_per_s')
        ) / 1e12 as tflop_per_s
    from core.chip_fact
    where is_chosen
    group by chip_id
),

priced as (
    select
        price.chip_price_id,
        price.price_usd,
        median(price.price_usd) over (partition by price.chip_id) as peer_price,
        count(*) over (partition by price.chip_id) as peer_count,
        price.price_usd / peak.tflop_per_s as usd_per_tflop
    from core.chip_price as price
    left join peak on price.chip_id = peak.chip_id
)

select
    priced.chip_price_id,
    priced.price_usd,
    priced.peer_price,
    priced.usd_per_tflop
from priced
cross join assumed
where
    (
        priced.peer_count >= assumed.fewest
        and priced.price_usd / priced.peer_price not between 1 / assumed.most and assumed.most
    )
    or priced.usd_per_tflop not between assumed.least_per_tflop and assumed.most_per_tflop
