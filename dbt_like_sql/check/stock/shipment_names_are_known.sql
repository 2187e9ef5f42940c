-- severity: warning
-- description: every owner and every chip in shipments is listed; an unlisted one counts, but joins nothing
select distinct
    shipment.designer_id, shipment.owner_id, shipment.chip_id,
    case when owner.owner_id is null then 'owner' else 'chip' end as fault
from core.chip_shipment as shipment
left join seed.chip_owner as owner on shipment.owner_id = owner.owner_id
where owner.owner_id is null or not shipment.is_listed_chip
