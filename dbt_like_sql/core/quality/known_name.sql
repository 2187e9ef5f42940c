with said as (
    select 'core.chip' as entity_table_name, chip_id as entity_id, chip_name as name from core.chip
    union all
    select 'core.chip', chip_id, alias from seed.chip_alias
    union all
    select 'core.model_release', model_id, model_name from core.model_release
    union all
    select 'core.model_release', model_id, alias from seed.model_alias
    union all
    select 'core.organization', organization_id, organization_name from core.organization
    union all
    select 'core.organization', organization_id, alias from seed.organization_alias
    union all
    select 'core.provider', provider_id, provider_name from core.provider
    union all
    select 'core.provider', provider_id, alias from seed.provider_alias
    union all
    select 'core.country', country_code, name from core.country_name
),

plain as (
    select entity_table_name, entity_id, plain_of(name) as plain_name
    from said
    union all
    select
        said.entity_table_name,
        said.entity_id,
        plain_of(chip.designer) || replace(plain_of(said.name), plain_of(chip.designer), '')
    from said
    join core.chip as chip on said.entity_id = chip.chip_id
    where said.entity_table_name = 'core.chip'
)

select
    entity_table_name,
    plain_name,
    min(entity_id) as entity_id
from plain
where plain_name <> ''
group by entity_table_name, plain_name
having count(distinct entity_id) = 1
