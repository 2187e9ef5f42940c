-- question: Which chip stands for a name that leaves the form open?
-- example: select hardware_name, chip_id, note from core.costing_chip order by hardware_name
select
    hardware_name,
    chip_id,
    note,
    citation
from seed.costing_chip
