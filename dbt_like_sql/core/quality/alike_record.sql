with described as (
    select chip_id, release_date, tdp_w, die_area_mm2, memory_bandwidth_gb_per_s
    from core.hardware_listing
    where chip_id is not null
    union all
    select chip_id, release_date, tdp_w, logic_die_area_mm2, memory_bandwidth_gb_per_s
    from core.chip
),

alike_chip as (
    select
        listing.source_id,
        listing.source_key as source_name,
        'core.chip' as entity_table_name,
        described.chip_id as entity_id
    from core.hardware_listing as listing
    join described
        on
            listing.release_date = described.release_date
            and listing.tdp_w = described.tdp_w
    where
        listing.chip_id is null
        and coalesce(listing.die_area_mm2 = described.die_area_mm2, true)
        and coalesce(listing.memory_bandwidth_gb_per_s = described.memory_bandwidth_gb_per_s, true)
        and (
            listing.die_area_mm2 = described.die_area_mm2
            or listing.memory_bandwidth_gb_per_s = described.memory_bandwidth_gb_per_s
        )
),

listed as (
    select model_id from seed.model_release
    union
    select model_id from seed.model_alias
),

alike_model as (
    select model.model_id, other.model_id as entity_id
    from core.model_release as model
    join core.model_release as other
        on
            model.release_date = other.release_date
            and model.parameter_count = other.parameter_count
            and model.compute_flop = other.compute_flop
            and list_has_any(model.organization_ids, other.organization_ids)
    left join listed as as_listed on model.model_id = as_listed.model_id
    left join listed as other_listed on other.model_id = other_listed.model_id
    where
        as_listed.model_id is null
        and model.model_id <> other.model_id
        and (other_listed.model_id is not null or model.model_id > other.model_id)
),

alike as (
    select * from alike_chip
    union all
    select fact.source_id, fact.value, 'core.model_release', alike_model.entity_id
    from alike_model
    join core.model_release_fact as fact
        on alike_model.model_id = fact.model_id and fact.attribute = 'model_name'
    where fact.source_id <> 'seed'
)

select
    source_id,
    source_name,
    entity_table_name,
    min(entity_id) as entity_id
from alike
group by source_id, source_name, entity_table_name
having count(distinct entity_id) = 1
