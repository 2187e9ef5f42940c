-- question: Which export variants were made for China, and what was cut?
-- example: select chip_name, variant_of_chip_id, peak_dense_fp16_flop_per_s / 1e12 as fp16_tflop_per_s, io_bandwidth_gb_per_s from core.chip where variant_of_chip_id is not null order by release_date
with believed as (
    select chip_id, attribute, value, value_number, reason_code
    from core.chip_fact
    where is_chosen
),

confirmed as (
    select row_key, avg(cast(confirmation_status = 'confirmed' as integer)) as confirmed_cell_share
    from core.cell_confirmation
    where table_name = 'core.chip'
    group by row_key
)

select
    believed.chip_id,
    max(value) filter (where attribute = 'chip_name') as chip_name,
    max(value) filter (where attribute = 'designer') as designer,
    max(value) filter (where attribute = 'designer_country_code') as designer_country_code,
    cast(max(value) filter (where attribute = 'release_date') as date) as release_date,
    max(value) filter (where attribute = 'release_date_precision') as release_date_precision,
    cast(max(value) filter (where attribute = 'shipping_date') as date) as shipping_date,
    max(value) filter (where attribute = 'shipping_date_precision') as shipping_date_precision,
    max(value) filter (where attribute = 'process_node') as process_node,
    max(value) filter (where attribute = 'transistor_type') as transistor_type,
    cast(max(value_number) filter (where attribute = 'logic_die_count') as bigint) as logic_die_count,
    max(value_number) filter (where attribute = 'logic_die_area_mm2') as logic_die_area_mm2,
    max(value_number) filter (where attribute = 'transistor_count') as transistor_count,
    max(value_number) filter (where attribute = 'peak_dense_fp64_flop_per_s') as peak_dense_fp64_flop_per_s,
    max(value_number) filter (where attribute = 'peak_dense_fp32_flop_per_s') as peak_dense_fp32_flop_per_s,
    max(value_number) filter (where attribute = 'peak_dense_tf32_flop_per_s') as peak_dense_tf32_flop_per_s,
    max(value_number) filter (where attribute = 'peak_dense_fp16_flop_per_s') as peak_dense_fp16_flop_per_s,
    max(value_number) filter (where attribute = 'peak_dense_fp8_flop_per_s') as peak_dense_fp8_flop_per_s,
    max(value_number) filter (where attribute = 'peak_dense_int8_op_per_s') as peak_dense_int8_op_per_s,
    max(value_number) filter (where attribute = 'peak_dense_fp6_flop_per_s') as peak_dense_fp6_flop_per_s,
    max(value_number) filter (where attribute = 'peak_dense_fp4_flop_per_s') as peak_dense_fp4_flop_per_s,
    max(value_number) filter (where attribute = 'memory_size_gb') as memory_size_gb,
    max(value) filter (where attribute = 'memory_type') as memory_type,
    max(value_number) filter (where attribute = 'memory_bandwidth_gb_per_s') as memory_bandwidth_gb_per_s,
    max(value) filter (where attribute = 'interconnect') as interconnect,
    max(value_number) filter (where attribute = 'io_bandwidth_gb_per_s') as io_bandwidth_gb_per_s,
    max(value_number) filter (where attribute = 'tdp_w') as tdp_w,
    cast(max(value) filter (where attribute = 'is_datacenter') as boolean) as is_datacenter,
    max(value) filter (where attribute = 'form_factor') as form_factor,
    max(value) filter (where attribute = 'variant_of_chip_id') as variant_of_chip_id,
    cast(max(value) filter (where attribute = 'is_subject_to_ear') as boolean) as is_subject_to_ear,
    max(value) filter (where attribute = 'ear_basis') as ear_basis,
    string_agg(attribute || ':' || reason_code, '; ' order by attribute) as unknown,
    max(confirmed.confirmed_cell_share) as confirmed_cell_share
from believed
left join confirmed on believed.chip_id = confirmed.row_key
group by believed.chip_id
