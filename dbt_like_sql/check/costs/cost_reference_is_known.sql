-- severity: warning
-- description: models, chips and organizations that cost tables name are in their registers
with named as (
    select
        'core.cost_disclosure' as table_name,
        cost_disclosure_id as row_key,
        'core.model_release' as register,
        model_id as entity_id
    from core.cost_disclosure
    union all
    select
        'core.cost_disclosure', cost_disclosure_id, 'core.organization', organization_id
    from core.cost_disclosure
    union all
    select 'core.serving_report', serving_report_id, 'core.organization', organization_id
    from core.serving_report
    union all
    select 'core.serving_report', serving_report_id, 'core.chip', chip_id
    from core.serving_report
    union all
    select 'core.model_architecture', model_id, 'core.model_release', model_id
    from core.model_architecture
    union all
    select 'core.training_start_exception', model_id, 'core.model_release', model_id
    from core.training_start_exception
    union all
    select 'core.organization_cloud', organization_id, 'core.organization', organization_id
    from core.organization_cloud
    union all
    select 'core.costing_chip', hardware_name, 'core.chip', chip_id
    from core.costing_chip
),

known as (
    select 'core.model_release' as register, model_id as entity_id
    from core.model_release
    union all
    select 'core.organization', organization_id
    from core.organization
    union all
    select 'core.chip', chip_id
    from core.chip
)

select
    named.table_name,
    named.row_key,
    named.register,
    named.entity_id
from named
left join known on named.register = known.register and named.entity_id = known.entity_id
where named.entity_id is not null and known.entity_id is null
