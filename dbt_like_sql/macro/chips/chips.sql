-- description: Every chip in plain words: whose it is, when it was announced and when it came, what it can do; dense rates in TFLOP/s, NULL where not known (core.chip says why)
-- chip: Name of the chip
-- maker: Who designed it
-- country: Country of its designer
-- announced: Day on which it was announced
-- announced_precision: How exactly that is known: day, or the first day of a month, quarter or year; NULL without a day
-- shipping: Day from which it ships; NULL where not known, also where it may have shipped for years
-- shipping_precision: How exactly that is known: day, or the first day of a month, quarter or year; NULL without a day
-- fp16_tflop_per_s: Dense FP16 or BF16 rate in TFLOP/s
-- fp8_tflop_per_s: Dense FP8 rate in TFLOP/s
-- int8_top_per_s: Dense INT8 rate in tera-operations/s
-- memory_gb: Memory in GB
-- memory_gb_per_s: Memory bandwidth in GB/s
-- interconnect_gb_per_s: Bandwidth to other chips in GB/s
-- power_w: Thermal design power in W
-- for_data_centers: Designed or marketed for data centers
-- country_code: Country of its designer, ISO 3166-1 alpha-3
-- chip_id: Id of core.chip
-- example: select chip, announced, shipping, fp16_tflop_per_s, memory_gb from chips where maker = 'NVIDIA' order by announced desc, chip limit 5
create view chips as
select
    chip_name as chip,
    designer as maker,
    named.area_name as country,
    release_date as announced,
    release_date_precision as announced_precision,
    shipping_date as shipping,
    shipping_date_precision as shipping_precision,
    round(peak_dense_fp16_flop_per_s / 1e12, 1) as fp16_tflop_per_s,
    round(peak_dense_fp8_flop_per_s / 1e12, 1) as fp8_tflop_per_s,
    round(peak_dense_int8_op_per_s / 1e12, 1) as int8_top_per_s,
    round(memory_size_gb, 1) as memory_gb,
    round(memory_bandwidth_gb_per_s) as memory_gb_per_s,
    round(io_bandwidth_gb_per_s) as interconnect_gb_per_s,
    round(tdp_w) as power_w,
    is_datacenter as for_data_centers,
    chip.designer_country_code as country_code,
    chip.chip_id
from core.chip as chip
left join core.area_name as named on chip.designer_country_code = named.area_code
order by chip.release_date desc nulls last, chip
