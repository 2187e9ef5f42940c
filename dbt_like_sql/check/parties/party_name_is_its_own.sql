-- severity: blocking
-- description: no party that is an organization carries the name of another one, as of its parent
select
    party_name.party_id,
    party_name.listed_name,
    other.organization_id as named_organization_id
from core.party_name as party_name
join core.organization as itself on party_name.party_id = itself.organization_id
join core.organization as other on plain_of(other.organization_name) = party_name.plain_name
where other.organization_id <> party_name.party_id
