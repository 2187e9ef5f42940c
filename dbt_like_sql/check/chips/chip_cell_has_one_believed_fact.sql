-- severity: blocking
-- description: each chip and attribute has exactly one believed fact, with a source and a place
select
    chip_id,
    attribute,
    count(*) filter (where is_chosen) as chosen_count,
    count(*) filter (where is_chosen and source_locator is null) as unplaced_count
from core.chip_fact
where attribute in (
    select distinct attribute from core.chip_fact where source_id = 'seed'
)
group by chip_id, attribute
having
    (count(*) filter (where source_id = 'seed') > 0 and count(*) filter (where is_chosen) != 1)
    or count(*) filter (where is_chosen and source_locator is null) > 0
