-- question: Which names of Epoch AI's hardware table match no chip of the register?
-- example: select source_name, hardware_type from meta.unmatched_name where source_id = 'epoch_ml_hardware' order by source_name
with developer as (
    select
        source_id,
        source_locator,
        unnest(string_split(value, '; ')) as organization_name
    from core.model_release_fact
    where attribute = 'organization_names' and source_id != 'seed'
)

select
    source_id,
    source_key as source_name,
    'core.chip' as entity_table_name,
    hardware_type,
    source_locator
from core.hardware_listing
where chip_id is null
union all
select
    developer.source_id,
    developer.organization_name,
    'core.organization',
    cast(null as varchar),
    min(developer.source_locator)
from developer
left join seed.organization_alias as organization_alias
    on
        developer.organization_name = organization_alias.alias
        and organization_alias.source_id in ('any', developer.source_id)
where organization_alias.alias is null
group by developer.source_id, developer.organization_name
union all
select
    source_id,
    model_version,
    'core.model_release',
    cast(null as varchar),
    min(source_locator)
from core.benchmark_score
where model_id is null and source_id != 'seed'
group by source_id, model_version
