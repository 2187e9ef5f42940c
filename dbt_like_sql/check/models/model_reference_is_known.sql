-- severity: blocking
-- description: every model and organization that a bundled row names is in its register
with named as (
    select 'seed.model_release' as table_name, model_id as id, base_model_id as referred_id, 'model' as kind
    from seed.model_release
    where base_model_id is not null
    union all
    select 'seed.training_run', training_run_id, model_id, 'model'
    from seed.training_run
    union all
    select 'seed.benchmark_score', model_version, model_id, 'model'
    from seed.benchmark_score
    where model_id is not null
    union all
    select 'seed.benchmark_score', model_version, organization_id, 'organization'
    from seed.benchmark_score
    where organization_id is not null
    union all
    select 'seed.model_release', model_id, unnest(organization_ids), 'organization'
    from seed.model_release
    union all
    select 'seed.organization_alias', alias, organization_id, 'organization'
    from seed.organization_alias
),

known as (
    select model_id as id, 'model' as kind from core.model_release
    union all
    select organization_id, 'organization' from seed.organization
)

select named.table_name, named.id, named.kind, named.referred_id
from named
left join known on named.referred_id = known.id and named.kind = known.kind
where known.id is null
