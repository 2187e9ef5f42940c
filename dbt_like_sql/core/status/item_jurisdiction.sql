-- question: Which items are subject to the EAR though no U.S. company designed them?
-- example: select item_id, designer, ear_basis from core.item_jurisdiction where is_subject_to_ear and designer_country_code <> 'USA' order by item_id
select
    item.item_id,
    coalesce(chip.designer, item.maker) as designer,
    coalesce(chip.designer_country_code, item.maker_country_code) as designer_country_code,
    case when item.chip_id is null then jurisdiction.is_subject_to_ear
        else chip.is_subject_to_ear end as is_subject_to_ear,
    case when item.chip_id is null then jurisdiction.ear_basis else chip.ear_basis end as ear_basis,
    coalesce(
        case when item.chip_id is null then jurisdiction.ambiguity_ids end, cast([] as varchar[])
    ) as ambiguity_ids
from core.item as item
left join core.chip as chip on item.chip_id = chip.chip_id
left join seed.item_jurisdiction as jurisdiction
    on item.maker = jurisdiction.maker and item.item_kind = jurisdiction.item_kind
