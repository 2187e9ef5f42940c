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
        source_id, country, source_locator, 'country' as column_name,
        'metric.largest_cluster_by_country_month' as loses
    from raw.epoch_gpu_clusters
    union all
    select source_id, country, source_locator, 'country',
        'metric.largest_cluster_by_country_month'
    from raw.epoch_data_centers
    union all
    select
        source_id, unnest(country_names), source_locator, 'country_names',
        'metric.largest_run_by_country_month'
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
        case source_id when 'wikipedia_gpu' then 'entry_key' else 'hardware_name' end
            as said_column_name,
        case source_id when 'wikipedia_gpu' then source_key else hardware_name end as said_name,
        coalesce(plain_of(manufacturer), '') || replace(
            plain_of(hardware_name), coalesce(plain_of(manufacturer), ''), ''
        ) as spelling,
        case when is_used_for_ml then 'metric.training_cost_by_model_method' end as loses
    from core.hardware_listing
    where chip_id is null
    union all
    select
        source_id, hardware_name, 'core.chip', 'rented', source_locator,
        case source_id when 'gpu_rental_prices' then 'gpu' else 'hardware_model' end,
        split_part(hardware_name, ', ', 1), hardware_name,
        'metric.rental_index_by_chip_week'
    from core.rental_listing
    where chip_id is null and form_unstated_id is null
    union all
    select
        source_id, hardware_model, 'core.chip', 'sold', source_locator,
        'hardware_model', hardware_model, hardware_model,
        'metric.price_performance_by_chip_date'
    from purchase
    union all
    select
        source_id, provider_name, 'core.provider', null, source_locator,
        case source_id when 'gpu_rental_prices' then 'provider' else 'vendor' end,
        split_part(provider_name, '/', 1), provider_name,
        'metric.rental_index_by_chip_week'
    from core.rental_listing
    where provider_id is null
    union all
    select
        source_id, provider_name, 'core.provider', null, source_locator,
        'provider_name', provider_name, provider_name,
        'metric.token_price_at_capability_by_benchmark_month'
    from core.token_price
    where provider_id is null
    union all
    select
        price.source_id, price.model_name, 'core.model_release', null, price.source_locator,
        'model_name', price.model_name, price.slug,
        case
            when scored.model_id is not null
                then 'metric.token_price_at_capability_by_benchmark_month'
        end
    from unnamed_price as price
    left join scored on price.slug = scored.model_id
    union all
    select
        source_id, model_version, 'core.model_release', null, source_locator,
        'model_version', model_version, model_version,
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
        'organization_names',
        developer.organization_name,
        developer.organization_name,
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
        'owner',
        cluster_owner.organization_name,
        cluster_owner.organization_name,
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
        country_word.column_name,
        country_word.country,
        country_word.country,
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
    union all
    select
        person.source_id, person.address_country, 'core.country', null, person.source_locator,
        'address_country', person.address_country, person.address_country,
        'core.denied_person_order'
    from raw.denied_person as person
    join core.denied_person_order as denial on person.entry_key = denial.entry_key
    where person.address_country is not null and denial.country_code is null
    union all
    select
        fact.source_id, fact.value, 'core.model_release', null, fact.source_locator,
        'model_name', fact.value, null, null
    from core.model_release_fact as fact
    join core.alike_record as alike
        on
            fact.source_id = alike.source_id
            and fact.value = alike.source_name
            and alike.entity_table_name = 'core.model_release'
    where fact.attribute = 'model_name'
),

named as (
    select
        source_id,
        source_name,
        entity_table_name,
        min(hardware_type) as hardware_type,
        min(source_locator) as source_locator,
        min(said_column_name) as said_column_name,
        min(said_name) as said_name,
        count(*) as row_count,
        min(spelling) as spelling,
        min(loses) as left_out_of_table_name
    from unmatched
    group by source_id, source_name, entity_table_name
)

select
    named.source_id,
    named.source_name,
    named.entity_table_name,
    named.hardware_type,
    named.source_locator,
    named.row_count,
    coalesce(spelled.model_id, known.entity_id, alike.entity_id) as proposed_id,
    case
        when coalesce(spelled.model_id, known.entity_id) is not null then 'spelled_alike'
        when alike.entity_id is not null then 'same_figures'
    end as proposal_basis,
    named.left_out_of_table_name,
    named.said_column_name,
    named.said_name
from named
left join core.model_release as spelled
    on named.entity_table_name = 'core.model_release' and named.spelling = spelled.model_id
left join core.known_name as known
    on
        named.entity_table_name = known.entity_table_name
        and plain_of(named.spelling) = known.plain_name
left join core.alike_record as alike
    on
        named.source_id = alike.source_id
        and named.source_name = alike.source_name
        and named.entity_table_name = alike.entity_table_name
