-- question: Which organizations are seated in one country and owned from another?
-- example: select organization_name, country_code, ultimate_parent_id, ultimate_parent_country_code from core.organization where country_code <> ultimate_parent_country_code order by organization_name
select
    organization_id,
    max(value) filter (where attribute = 'organization_name') as organization_name,
    max(value) filter (where attribute = 'organization_kind') as organization_kind,
    max(value) filter (where attribute = 'country_code') as country_code,
    max(value) filter (where attribute = 'site_country_code') as site_country_code,
    max(value) filter (where attribute = 'ultimate_parent_id') as ultimate_parent_id,
    max(value) filter (where attribute = 'ultimate_parent_country_code') as ultimate_parent_country_code,
    max(value) filter (where attribute = 'note') as note
from core.organization_fact
where is_chosen
group by organization_id
