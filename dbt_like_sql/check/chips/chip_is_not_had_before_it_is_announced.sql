-- severity: blocking
-- description: no bundled sale makes a chip that others buy available before it was announced
-- A year that a publisher divides into quarters proves nothing of the first of them. What databases say is
-- told by chip_ships_before_it_is_sold; a maker's own chips may run before they are told of.
select
    availability.chip_id,
    availability.announced_date,
    availability.available_by_date,
    availability.evidence
from core.chip_availability as availability
where
    availability.available_by_date < availability.announced_date
    and availability.evidence like 'seed/%'
