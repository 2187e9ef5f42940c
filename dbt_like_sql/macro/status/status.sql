-- description: What may be exported from the United States where, in intervals of days in which the answer stays the same: chip, country, status by the text and in fact; end user headquartered there, no special end use; not legal advice. For one day use control_status(country, day), for one chip status_history(chip, country)
-- chip: Name of the chip
-- country: Destination
-- since: First day of the interval
-- until: First day on which it no longer holds; NULL where it still does
-- by_text: Status by the text in force, see meta.allowed_value
-- in_fact: Status as enforced, with letters and announcements
-- paragraph: Paragraph that decides, as last in the interval
-- reason: Why, as last in the interval
-- freed_by: Paragraphs and acts that made the answer freer on its first day; NULL where it did not become freer
-- data_through: Last day through which the law is known
-- country_code: Destination, ISO 3166-1 alpha-3
-- chip_id: Id of core.chip
-- example: select chip, since, until, by_text, in_fact from status where country = 'China' and chip = 'NVIDIA H20' order by since
create view status as
with answer as (
    select
        status.chip_id,
        status.chip_name as chip,
        named.area_name as country,
        member.country_code,
        greatest(status.valid_from_date, member.valid_from_date) as since,
        least(status.valid_to_date, member.valid_to_date) as until,
        status.status_text,
        status.status_enforced,
        status.deciding_paragraph,
        status.reason,
        status.destination_group_id,
        status.end_user_hq_group
    from core.destination_group_member as member
    join core.area_name as named on member.country_code = named.area_code
    join metric.control_status_by_chip_destination_group as status
        on
            member.destination_group_id = status.destination_group_id
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
            over country_and_chip as is_new,
        lag(destination_group_id) over country_and_chip as destination_group_from_id
    from answer
    window country_and_chip as (
        partition by country, country_code, chip, chip_id order by since
    )
),

numbered as (
    select
        compared.*,
        freed.freed_by,
        count_if(compared.is_new) over (
            partition by compared.country, compared.country_code, compared.chip, compared.chip_id
            order by compared.since
        ) as number
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
    chip,
    country,
    min(since) as since,
    case when bool_or(until is null) then null else max(until) end as until,
    status_text as by_text,
    status_enforced as in_fact,
    arg_max(deciding_paragraph, since) as paragraph,
    arg_max(reason, since) as reason,
    array_to_string(arg_min(freed_by, since), '; ') as freed_by,
    (select max(known_through_date) from core.law_coverage) as data_through,
    country_code,
    chip_id
from numbered
group by country, country_code, chip, chip_id, number, status_text, status_enforced
