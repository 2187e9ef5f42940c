-- question: Which companies are followed for revenue, staff and spending?
-- example: select company_name, organization_id, founding_date from core.company_listing order by company_name
with named as (
    select source_id, company, company as alias, 1 as choice from raw.epoch_ai_companies
    union all
    select source_id, company, organization as alias, 2 as choice
    from raw.epoch_ai_companies
    where organization is not null
),

found as (
    select named.source_id, named.company, min_by(register.organization_id, named.choice) as organization_id
    from named
    join seed.organization_alias as register
        on register.alias = named.alias and register.source_id in (named.source_id, 'any')
    group by named.source_id, named.company
)

select
    listed.source_id,
    listed.company as company_name,
    found.organization_id,
    listed.company_type,
    listed.founding_date,
    listed.first_snapshot_id,
    listed.source_locator
from raw.epoch_ai_companies as listed
left join found on found.source_id = listed.source_id and found.company = listed.company
