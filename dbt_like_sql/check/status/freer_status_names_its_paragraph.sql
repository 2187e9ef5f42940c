-- severity: blocking
-- description: where a status becomes freer, a provision or an event begins or ends that day, a document changes the paragraph that controlled, or a membership changes which rows or letters reach there
select
    item_id, destination_group_from_id, destination_group_id, end_user_hq_group, transaction, change_date,
    status_text_before, status_text, status_enforced_before, status_enforced
from step.freed_status_by_item_destination_group
where len(freed_by) = 0
