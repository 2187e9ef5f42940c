-- question: Which names of Epoch AI's hardware table match no chip of the register?
-- example: select source_name, hardware_type from meta.unmatched_name where source_id = 'epoch_ml_hardware' order by source_name
select
    source_id,
    source_key as source_name,
    'core.chip' as entity_table_name,
    hardware_type,
    source_locator
from core.hardware_listing
where chip_id is null
