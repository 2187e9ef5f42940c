-- question: Which export variants were made for China, and what was cut?
-- example: select chip_name, variant_of_chip_id, peak_dense_fp16_flop_per_s / 1e12 as fp16_tflop_per_s, io_bandwidth_gb_per_s from core.chip where variant_of_chip_id is not null order by release_date
with epoch as (
    select
        alias.chip_id,
        hardware.hardware_name,
        hardware.first_snapshot_id || ' ' || hardware.source_locator as locator,
        hardware.tdp_w,
        hardware.die_size_mm2,
        hardware.transistor_count,
        hardware.memory_size_gb,
        hardware.memory_bandwidth_gb_per_s
    from seed.chip_alias as alias
    join raw.epoch_ml_hardware as hardware
        on alias.source_id = hardware.source_id and alias.alias = hardware.hardware_name
    qualify row_number() over (partition by alias.chip_id order by hardware.hardware_name) = 1
),

joined as (
    select
        chip.* replace (
            coalesce(chip.tdp_w, epoch.tdp_w) as tdp_w,
            coalesce(chip.memory_size_gb, epoch.memory_size_gb) as memory_size_gb
        ),
        epoch.hardware_name,
        epoch.locator,
        list_filter(
            [
                case when chip.tdp_w is null and epoch.tdp_w is not null then 'tdp' end,
                case
                    when chip.memory_size_gb is null and epoch.memory_size_gb is not null
                        then 'memory_size'
                end
            ],
            lambda measured: measured is not null
        ) as filled
    from seed.chip as chip
    left join epoch on chip.chip_id = epoch.chip_id
)

select
    chip_id,
    chip_name,
    designer,
    designer_country_code,
    release_date,
    release_date_precision,
    shipping_date,
    shipping_date_precision,
    process_node,
    transistor_type,
    logic_die_count,
    logic_die_area_mm2,
    transistor_count,
    peak_dense_fp64_flop_per_s,
    peak_dense_fp32_flop_per_s,
    peak_dense_tf32_flop_per_s,
    peak_dense_fp16_flop_per_s,
    peak_dense_fp8_flop_per_s,
    peak_dense_int8_op_per_s,
    peak_dense_fp6_flop_per_s,
    peak_dense_fp4_flop_per_s,
    memory_size_gb,
    memory_type,
    memory_bandwidth_gb_per_s,
    interconnect,
    io_bandwidth_gb_per_s,
    tdp_w,
    is_datacenter,
    form_factor,
    variant_of_chip_id,
    is_subject_to_ear,
    ear_basis,
    unknown,
    citation,
    citation_url,
    hardware_name as epoch_hardware_name,
    locator as epoch_source_locator,
    nullif(array_to_string(filled, '; '), '') as filled_from_epoch
from joined
