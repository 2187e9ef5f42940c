-- severity: blocking
-- description: no model has two believed facts for one attribute, and none is left without one where a source states a value
-- only: core.word_set = developer_attribute
select
    model_id,
    attribute,
    count(*) filter (where is_chosen) as chosen_count
from core.model_release_fact
group by model_id, attribute
having
    count(*) filter (where is_chosen) > 1
    or count(*) filter (where is_chosen and source_locator is null) > 0
    or (
        count(*) filter (where is_chosen) = 0
        and count(*) filter (where value is not null) > 0
        -- these are believed of the record whose compute or developers are believed
        and attribute not in (select unnest(words) from core.word_set where word_set_id = 'developer_attribute')
    )
