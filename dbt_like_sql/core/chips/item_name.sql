-- question: By which names may one ask for an H20?
-- example: select name from core.item_name where item_id = 'nvidia-h20' order by name
with named as (
    select item_id, item_id as name, maker
    from core.item
    union
    select item_id, item_name, maker
    from core.item
    union
    select item.item_id, fact.source_key, item.maker
    from core.chip_fact as fact
    join core.item as item on fact.chip_id = item.item_id
    union
    select item.item_id, listing.hardware_name, item.maker
    from core.hardware_listing as listing
    join core.item as item on listing.chip_id = item.item_id
    where listing.hardware_name is not null
),

shortened as (
    select item_id, maker, name
    from named
    union
    select item_id, maker, substr(name, length(maker) + 1)
    from named
    where starts_with(lower(name), lower(maker))
    union
    select item_id, maker, substr(name, length(split_part(maker, ' ', 1)) + 1)
    from named
    where starts_with(lower(name), lower(split_part(maker, ' ', 1)))
),

trimmed as (
    select distinct item_id, maker, trim(name, ' -') as name
    from shortened
),

-- What the name of another maker's product begins with, such as HBM3, is nobody's name.
shared as (
    select distinct mine.item_id, mine.name
    from trimmed as mine
    join trimmed as other
        on
            split_part(lower(mine.name), ' ', 1) = split_part(lower(other.name), ' ', 1)
            and mine.maker <> other.maker
            and starts_with(lower(other.name), lower(mine.name) || ' ')
)

select distinct
    trimmed.item_id,
    trimmed.name,
    asked_plain_of(trimmed.name) as plain_name
from trimmed
left join shared on trimmed.item_id = shared.item_id and trimmed.name = shared.name
where trimmed.name <> '' and shared.name is null
