-- severity: warning
-- description: a chip of the last release is still there
select previous_chip.chip_id, previous_chip.chip_name
from previous.core.chip as previous_chip
left join core.chip as chip on previous_chip.chip_id = chip.chip_id
where chip.chip_id is null
