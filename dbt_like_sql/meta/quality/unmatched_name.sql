-- question: Which names match nothing of the registers, and which answer does without their rows?
-- example: select entity_table_name, left_out_of_table_name, count(*) as names, sum(row_count) as row_count from meta.unmatched_name group by all order by row_count desc
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

unnamed_price as (
    select
        source_id,
        model_name,
        source_locator,
        regexp_replace(
            slug_of(regexp_extract(model_name, '[^/]+$')),
            '-([0-9]{3,8}|[0-9]{4}-[0-9]{2}-[0-9]{2})$', ''
        ) as slug
    from core.token_price
    where model_id is null
),

-- Multinational says that a model has developers of several countries; each is named besides.
country_word as (
    select
        source_id, country, source_locator, 'metric.largest_cluster_by_country_month' as loses
    from raw.epoch_gpu_clusters
    union all
    select source_id, country, source_locator, 'metric.largest_cluster_by_country_month'
    from raw.epoch_data_centers
    union all
    select
        source_id, unnest(country_names), source_locator, 'metric.largest_run_by_country_month'
    from raw.epoch_all_models
),

scored as (
    select distinct model_id
    from core.benchmark_score
    where is_chosen and model_id is not null
),

unmatched as (
    select
        source_id,
        source_key as source_name,
        'core.chip' as entity_table_name,
        hardware_type,
        source_locator,
        cast(null as varchar) as spelled_id,
        case when is_used_for_ml then 'metric.training_cost_by_model_method' end as loses
    from core.hardware_listing
    where chip_id is null
    union all
    select
        source_id, hardware_name, 'core.chip', 'rented', source_locator, null,
        'metric.rental_index_by_chip_week'
    from core.rental_listing
    where chip_id is null
    union all
    select
        source_id, hardware_model, 'core.chip', 'sold', source_locator, null,
        'metric.price_performance_by_chip_date'
    from purchase
    union all
    select
        source_id, provider_name, 'core.provider', null, source_locator, null,
        'metric.rental_index_by_chip_week'
    from core.rental_listing
    where provider_id is null
    union all
    select
        source_id, provider_name, 'core.provider', null, source_locator, null,
        'metric.token_price_at_capability_by_benchmark_month'
    from core.token_price
    where provider_id is null
    union all
    select
        price.source_id, price.model_name, 'core.model_release', null, price.source_locator,
        model.model_id,
        case
            when scored.model_id is not null
                then 'metric.token_price_at_capability_by_benchmark_month'
        end
    from unnamed_price as price
    left join core.model_release as model on price.slug = model.model_id
    left join scored on price.slug = scored.model_id
    union all
    select
        source_id, model_version, 'core.model_release', null, source_locator, null,
        'metric.capability_lag_by_day'
    from core.benchmark_score
    where model_id is null and source_id <> 'seed'
    union all
    select
        developer.source_id,
        developer.organization_name,
        'core.organization',
        null,
        developer.source_locator,
        null,
        'metric.largest_run_by_country_month'
    from developer
    left join seed.organization_alias as organization_alias
        on
            developer.organization_name = organization_alias.alias
            and organization_alias.source_id in ('any', developer.source_id)
    where organization_alias.alias is null
    union all
    select
        cluster_owner.source_id,
        cluster_owner.organization_name,
        'core.organization',
        'owner',
        cluster_owner.source_locator,
        null,
        'metric.largest_cluster_by_country_month'
    from cluster_owner
    left join seed.organization_alias as organization_alias
        on
            cluster_owner.organization_name = organization_alias.alias
            and organization_alias.source_id in ('any', cluster_owner.source_id)
    where organization_alias.alias is null
    union all
    select
        country_word.source_id,
        country_word.country,
        'core.country',
        null,
        country_word.source_locator,
        null,
        country_word.loses
    from country_word
    left join seed.country_alias as country_alias
        on
            country_word.country = country_alias.alias
            and country_alias.source_id in ('any', country_word.source_id)
    where
        country_word.country is not null
        and country_word.country <> 'Multinational'
        and country_alias.alias is null
)

select
    source_id,
    source_name,
    entity_table_name,
    min(hardware_type) as hardware_type,
    min(source_locator) as source_locator,
    count(*) as row_count,
    min(spelled_id) as spelled_id,
    min(loses) as left_out_of_table_name
from unmatched
group by source_id, source_name, entity_table_name
