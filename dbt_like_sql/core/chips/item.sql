-- question: Which racks and servers hold the most memory bandwidth?
-- example: select item_name, chip_id, chip_count, memory_bandwidth_gb_per_s from core.item where item_kind in ('server', 'rack') order by memory_bandwidth_gb_per_s desc nulls last limit 5
select
    chip_id as item_id,
    chip_name as item_name,
    'chip' as item_kind,
    designer as maker,
    designer_country_code as maker_country_code,
    release_date,
    release_date_precision,
    chip_id,
    cast(1 as bigint) as chip_count,
    memory_bandwidth_gb_per_s,
    cast(null as double) as package_area_mm2,
    memory_size_gb,
    concat_ws('; ', unknown, 'package_area:not_applicable') as unknown,
    'core.chip_fact' as citation,
    cast(null as varchar) as citation_url
from core.chip
union all
select
    item_id,
    item_name,
    item_kind,
    maker,
    maker_country_code,
    release_date,
    release_date_precision,
    chip_id,
    chip_count,
    memory_bandwidth_gb_per_s,
    package_area_mm2,
    memory_size_gb,
    unknown,
    citation,
    citation_url
from seed.item
