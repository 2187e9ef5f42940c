-- severity: blocking
-- description: an organization's countries and ultimate parent are known and agree, and every alias names one
select organization.organization_id, 'parent ' || organization.ultimate_parent_id || ' is not known' as fault
from core.organization as organization
left join core.organization as parent on parent.organization_id = organization.ultimate_parent_id
where parent.organization_id is null and organization.ultimate_parent_id is not null
union all
select organization.organization_id, 'its parent is seated in ' || parent.country_code
from core.organization as organization
join core.organization as parent
    on parent.organization_id = coalesce(organization.ultimate_parent_id, organization.organization_id)
where parent.country_code <> organization.ultimate_parent_country_code
union all
select organization.organization_id, 'country ' || organization.country_code || ' is not known'
from core.organization as organization
left join core.country as country on country.country_code = organization.country_code
where country.country_code is null
union all
select alias.organization_id, 'the alias ' || alias.alias || ' names no organization'
from seed.organization_alias as alias
left join core.organization as organization on organization.organization_id = alias.organization_id
where organization.organization_id is null
