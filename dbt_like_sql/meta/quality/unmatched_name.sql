-- question: Which names of Epoch AI's hardware table match no chip of the register?
-- example: select source_name, hardware_type from meta.unmatched_name where source_id = 'epoch_ml_hardware' order by source_name
with purchase as (
    select hardware.source_id, hardware.hardware_model, hardware.source_locator
    from raw.epoch_hardware_price as hardware
    left join seed.chip_alias as alias
        on
            hardware.source_id = alias.source_id
            and alias.alias like hardware.hardware_model || '%'
    where hardware.purchase_price_usd is not null and alias.chip_id is null
),

developer as (
    select
        source_id,
        source_locator,
        unnest(string_split(value, '; ')) as organization_name
    from core.model_release_fact
    where attribute = 'organization_names' and source_id <> 'seed'
),

cluster_owner as (
    select
        source_id,
        source_locator,
        trim(unnest(string_split(owner, ','))) as organization_name
    from raw.epoch_gpu_clusters
),

unmatched as (
    select
        source_id,
        source_key as source_name,
        'core.chip' as entity_table_name,
        hardware_type,
        source_locator
    from core.hardware_listing
    where chip_id is null
    union all
    select source_id, hardware_name, 'core.chip', 'rented', source_locator
    from core.rental_listing
    where chip_id is null
    union all
    select source_id, hardware_model, 'core.chip', 'sold', source_locator
    from purchase
    union all
    select source_id, provider_name, 'core.provider', cast(null as varchar), source_locator
    from core.rental_listing
    where provider_id is null
    union all
    select source_id, provider_name, 'core.provider', cast(null as varchar), source_locator
    from core.token_price
    where provider_id is null
    union all
    select source_id, model_name, 'core.model_release', cast(null as varchar), source_locator
    from core.token_price
    where model_id is null and source_id <> 'seed'
    union all
    select source_id, model_version, 'core.model_release', cast(null as varchar), source_locator
    from core.benchmark_score
    where model_id is null and source_id <> 'seed'
    union all
    select
        developer.source_id,
        developer.organization_name,
        'core.organization',
        cast(null as varchar),
        developer.source_locator
    from developer
    left join seed.organization_alias as organization_alias
        on
            developer.organization_name = organization_alias.alias
            and organization_alias.source_id in ('any', developer.source_id)
    where organization_alias.alias is null
    union all
    select cluster_owner.source_id, cluster_owner.organization_name, 'core.organization', 'owner', cluster_owner.source_locator
    from cluster_owner
    left join seed.organization_alias as organization_alias
        on
            cluster_owner.organization_name = organization_alias.alias
            and organization_alias.source_id in ('any', cluster_owner.source_id)
    where organization_alias.alias is null
)

select
    source_id,
    source_name,
    entity_table_name,
    min(hardware_type) as hardware_type,
    min(source_locator) as source_locator
from unmatched
group by source_id, source_name, entity_table_name
