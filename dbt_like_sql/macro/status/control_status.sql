-- description: May a chip be exported from the United States to a country on a day, by text and in fact, and why; end user located and headquartered there, no special end use; not legal advice
-- in_destination: country or region: code or name, such as CHN, cn or China
-- in_date: the day, from 2022-01-01 to the last one to which something decided today runs
-- example: select chip_name, status_text, status_enforced, deciding_paragraph, clause from control_status('CHN', date '2025-06-30') where chip_id in ('nvidia-h20', 'nvidia-h100-sxm', 'nvidia-rtx-4090') order by chip_name
create macro control_status(in_destination, in_date) as table
with asked as (
    select
        asked_country(in_destination) as country_code,
        asked_law_day(in_date) as day
    where asked_here('{release_id}')
)

select
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
join asked on member.country_code = asked.country_code
join metric.control_status_by_chip_destination_group as status
    on
        member.destination_group_id = status.destination_group_id
        and member.end_user_hq_group = status.end_user_hq_group
where
    holds_on(asked.day, member.valid_from_date, member.valid_to_date)
    and holds_on(asked.day, status.valid_from_date, status.valid_to_date)
order by status.chip_id
