-- severity: warning
-- description: owners and designers of chips are organizations, in the same country as there
select owner.owner_id, owner.country_code, organization.country_code as organization_country_code
from seed.chip_owner as owner
left join core.organization as organization on owner.owner_id = organization.organization_id
where
    owner.owner_kind = 'organization'
    and owner.country_code is distinct from organization.country_code
union all
select distinct shipment.designer_id, cast(null as varchar), 'is no organization'
from core.chip_shipment as shipment
left join core.organization as organization on shipment.designer_id = organization.organization_id
where organization.organization_id is null
