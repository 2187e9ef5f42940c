-- severity: blocking
-- description: HBM gives 10 to 100 GB/s for each GB it holds, and a stack 1 to 25 GB/s for each mm2 of its package
-- HBM1 to HBM4 in stacks of 4 to 48 GB, as their makers sell them, give 20 to 80 GB/s for each GB.
select
    chip_id as item_id, memory_bandwidth_gb_per_s, memory_size_gb,
    cast(null as double) as package_area_mm2
from core.chip
where
    memory_type like 'HBM%'
    and memory_bandwidth_gb_per_s / memory_size_gb not between 10 and 100
union all
select item_id, memory_bandwidth_gb_per_s, memory_size_gb, package_area_mm2
from core.item
where
    item_kind = 'hbm_stack'
    and (
        memory_bandwidth_gb_per_s / memory_size_gb not between 10 and 100
        or memory_bandwidth_gb_per_s / package_area_mm2 not between 1 and 25
    )
