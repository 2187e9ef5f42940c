-- severity: warning
-- description: from the last day of reading on, every row of seed.accepted_fact decides a cell: one that names no fact, or a table whose facts it cannot decide, is a promise that nobody keeps, and one whose source says something else by now wants another look
with reading as (
    select max(read_date) as last_date
    from core.evidence
),

decided as (
    select
        'core.chip_fact' as table_name,
        chip_id as entity_id,
        attribute,
        source_id
    from core.chip_fact
    where is_chosen
    union all
    select
        'core.cluster_fact' as table_name,
        cluster_id as entity_id,
        attribute,
        source_id
    from core.cluster_fact
    where is_chosen
)

select
    accepted.table_name,
    accepted.entity_id,
    accepted.attribute,
    accepted.source_id
from seed.accepted_fact as accepted
anti join decided using (table_name, entity_id, attribute, source_id)
cross join seed.build_date as build
cross join reading
where reading.last_date is null or build.as_of_date >= reading.last_date
