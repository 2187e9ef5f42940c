-- question: How many GPUs since 2006 have a launch price, by source?
-- example: select source_id, count(*) as gpu_count from core.hardware_listing where release_date >= date '2006-01-01' and release_price_usd is not null group by source_id order by source_id
with listed as (
    select
        source_id,
        hardware_name as source_key,
        hardware_name,
        manufacturer,
        hardware_type,
        ml_models is not null as is_used_for_ml,
        release_date,
        release_price_usd,
        fp32_flop_per_s,
        fp16_flop_per_s,
        die_size_mm2 as die_area_mm2,
        transistor_count,
        memory_bandwidth_gb_per_s,
        tdp_w,
        first_snapshot_id,
        source_locator
    from raw.epoch_ml_hardware
    union all
    select
        source_id,
        case when occurrence = 1 then hardware_name else hardware_name || ' #' || occurrence end,
        hardware_name,
        manufacturer,
        hardware_type,
        ml_models is not null,
        release_date,
        release_price_usd,
        fp32_flop_per_s,
        fp16_flop_per_s,
        die_size_mm2,
        transistor_count,
        memory_bandwidth_gb_per_s,
        tdp_w,
        first_snapshot_id,
        source_locator
    from raw.epoch_chip_dataset
    union all
    select
        source_id,
        entry_key,
        model_name,
        vendor,
        'GPU',
        cast(null as boolean),
        launch_date,
        release_price_usd,
        coalesce(peak_fp32_boost_flop_per_s, peak_fp32_base_flop_per_s),
        coalesce(peak_fp16_boost_flop_per_s, peak_fp16_base_flop_per_s),
        die_area_mm2,
        transistor_count,
        memory_bandwidth_gb_per_s,
        tdp_w,
        first_snapshot_id,
        source_locator
    from raw.wikipedia_gpu
)

select
    listed.source_id,
    listed.source_key,
    listed.hardware_name,
    listed.manufacturer,
    listed.hardware_type,
    listed.is_used_for_ml,
    chip_alias.chip_id,
    listed.release_date,
    listed.release_price_usd,
    listed.fp32_flop_per_s,
    listed.fp16_flop_per_s,
    listed.die_area_mm2,
    listed.transistor_count,
    listed.memory_bandwidth_gb_per_s,
    listed.tdp_w,
    listed.first_snapshot_id,
    listed.source_locator
from listed
left join seed.chip_alias as chip_alias
    on listed.source_id = chip_alias.source_id and listed.source_key = chip_alias.alias
