-- severity: blocking
-- description: what General Prohibition 10 is presumed to reach is nowhere free in fact, and no item is subject to the EAR for that prohibition alone that no act presumes it to reach
with presumed as (
    select result.item_id, event.rule_event_id, event.effective_date, event.ended_date
    from core.rule_event as event
    join step.event_result_by_item as result on event.rule_event_id = result.rule_event_id
    where event.effect = 'violation_presumed' and result.result = 'yes'
),

free_word as (
    select list(status) as statuses
    from core.status_word
    where strictness < (select strictness from core.status_word where status = 'other_controls_apply')
)

select
    status.item_id, status.destination_group_id, status.valid_from_date,
    'is free in fact in spite of ' || presumed.rule_event_id as fault
from metric.control_status_by_item_destination_group as status
join presumed
    on
        status.item_id = presumed.item_id
        and share_a_day(
            presumed.effective_date, presumed.ended_date,
            status.valid_from_date, status.valid_to_date
        )
cross join free_word
where list_has_any(status.status_enforced_set, free_word.statuses)
union all
select item_id, null, null, 'no act presumes a violation in connection with it'
from core.item_jurisdiction
where
    ear_basis = 'general_prohibition_10'
    and item_id not in (select item_id from presumed)
