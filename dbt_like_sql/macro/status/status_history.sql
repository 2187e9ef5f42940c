-- description: How the status of one chip for one country went: intervals of days in which the answer stays the same, as in the view status; not legal advice
-- in_chip: chip: id or name, such as nvidia-h20 or H20
-- in_country: country or region: code or name, such as CHN, cn or China
-- example: select since, until, by_text, in_fact, reason, freed_by from status_history('H20', 'China')
create macro status_history(in_chip, in_country) as table
with asked as (
    select
        asked_item('core.chip', in_chip, (select list(chip_id) from core.chip)) as chip_id,
        asked_country(in_country) as country_code
    where asked_here('{release_id}')
),

answer as (
    select
        greatest(status.valid_from_date, member.valid_from_date) as since,
        least(status.valid_to_date, member.valid_to_date) as until,
        status.status_text,
        status.status_enforced,
        status.deciding_paragraph,
        status.reason,
        asked.chip_id,
        status.destination_group_id,
        status.end_user_hq_group
    from asked
    join core.destination_group_member as member on asked.country_code = member.country_code
    join metric.control_status_by_chip_destination_group as status
        on
            asked.chip_id = status.chip_id
            and member.destination_group_id = status.destination_group_id
            and member.end_user_hq_group = status.end_user_hq_group
            and share_a_day(
                status.valid_from_date, status.valid_to_date,
                member.valid_from_date, member.valid_to_date
            )
),

compared as (
    select
        *,
        (status_text, status_enforced) is distinct from lag((status_text, status_enforced))
            over (order by since) as is_new,
        lag(destination_group_id) over (order by since) as destination_group_from_id
    from answer
),

numbered as (
    select
        compared.*,
        freed.freed_by,
        count_if(compared.is_new) over (order by compared.since) as number
    from compared
    left join step.freed_status_by_item_destination_group as freed
        on
            compared.chip_id = freed.item_id
            and compared.destination_group_from_id = freed.destination_group_from_id
            and compared.destination_group_id = freed.destination_group_id
            and compared.end_user_hq_group = freed.end_user_hq_group
            and freed.transaction = 'export_us'
            and compared.since = freed.change_date
            and compared.is_new
)

select
    min(since) as since,
    case when bool_or(until is null) then null else max(until) end as until,
    status_text as by_text,
    status_enforced as in_fact,
    arg_max(deciding_paragraph, since) as paragraph,
    arg_max(reason, since) as reason,
    array_to_string(arg_min(freed_by, since), '; ') as freed_by
from numbered
group by number, status_text, status_enforced
order by since
