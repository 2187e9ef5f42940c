-- description: Status of every chip for every ISO country on a day: exports from the United States, end user located and headquartered there, no special end use; not legal advice
-- in_date: the day, from 2022-01-01 to the last one to which something decided today runs
-- example: select status_text, status_enforced, count(*) as pairs from control_status_all(date '2026-09-01') group by all order by pairs desc limit 5
create macro control_status_all(in_date) as table
with asked as (
    select
        asked_law_day(in_date) as day
    where asked_here('{release_id}')
)

select
    member.country_code as destination_country_code,
    status.chip_id,
    status.chip_name,
    status.status_text,
    status.status_enforced,
    status.rule_version_id,
    status.deciding_paragraph,
    status.clause,
    status.reason,
    status.release_date > asked.day as not_yet_released,
    asked.day > (select max(known_through_date) from core.law_coverage) as is_beyond_known_law
from core.destination_group_member as member
cross join asked
join metric.control_status_by_chip_destination_group as status
    on
        member.destination_group_id = status.destination_group_id
        and member.end_user_hq_group = status.end_user_hq_group
where
    holds_on(asked.day, member.valid_from_date, member.valid_to_date)
    and holds_on(asked.day, status.valid_from_date, status.valid_to_date)
