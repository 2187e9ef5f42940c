-- severity: blocking
-- description: what may be free names the reading that frees it, and nothing is free where an embargo reaches
with place as (
    select distinct
        provision.provision_id, provision.resulting_status, provision.text_from_date,
        provision.text_to_date, coalesce(provision.ambiguity_ids, cast([] as varchar[])) as reading_ids,
        member.destination_group_id, member.end_user_hq_group, unnest(provision.transactions) as transaction
    from core.legal_provision as provision
    join core.destination_scope_member as member on provision.scope_id = member.scope_id
    where list_contains(provision.control_paragraphs, 'any')
),

free_word as (
    select list(status) as statuses
    from core.status_word
    where strictness < (select strictness from core.status_word where status = 'other_controls_apply')
)

select status.item_id, status.destination_group_id, status.valid_from_date,
    'is free and names no reading' as fault
from metric.control_status_by_item_destination_group as status
where
    list_contains(list_concat(status.status_set, status.status_enforced_set), 'not_controlled')
    and not list_contains(status.ambiguity_ids, 'part-744-left-aside')
union all
select status.item_id, status.destination_group_id, status.valid_from_date,
    'is free in spite of ' || place.provision_id
from metric.control_status_by_item_destination_group as status
join place
    on
        status.destination_group_id = place.destination_group_id
        and status.end_user_hq_group = place.end_user_hq_group
        and status.transaction = place.transaction
        and share_a_day(place.text_from_date, place.text_to_date, status.valid_from_date, status.valid_to_date)
cross join free_word
where
    list_has_any(list_concat(status.status_set, status.status_enforced_set), free_word.statuses)
    and (
        place.resulting_status <> 'not_controlled'
        or place.reading_ids = []
        or not list_has_all(status.ambiguity_ids, place.reading_ids)
    )
