-- question: How many chips need a licence to China in fact, from one change to the next?
-- example: select valid_from_date, count(*) as chips from metric.control_status_by_chip_destination_group where destination_group_id like 'chn-%' and status_enforced like 'licence%' group by valid_from_date order by valid_from_date limit 5
with home as (
    select distinct destination_group_id, end_user_hq_group
    from core.destination_group_member
)

select
    status.destination_group_id,
    status.end_user_hq_group,
    chip.chip_id,
    status.valid_from_date,
    status.valid_to_date,
    chip.chip_name,
    status.status_text,
    status.status_enforced,
    status.rule_version_id,
    status.deciding_paragraph,
    status.clause,
    status.reason,
    chip.release_date
from metric.control_status_by_item_destination_group as status
join home
    on
        status.destination_group_id = home.destination_group_id
        and status.end_user_hq_group = home.end_user_hq_group
join core.chip as chip on status.item_id = chip.chip_id
where status.transaction = 'export_us'
