-- description: For other macros: the acts by which a party was authorized by name to receive an item at a place on a day, by id; such an act grants licences and changes no requirement
-- in_plain_names: list of its names, as party_plain_names gives them
-- in_item: the item by id
-- in_group: kind of destination
-- in_day: the day
-- example: select authorised_by(['g42'], 'nvidia-gb300', 'are-d4', date '2025-12-01') as rule_event_ids
create macro authorised_by(in_plain_names, in_item, in_group, in_day) as (
    select coalesce(list(distinct act.rule_event_id order by act.rule_event_id), [])
    from core.rule_event as act
    join core.destination_scope_member as place on act.rule_event_id = place.scope_id
    where
        act.effect = 'licences_granted'
        and holds_on(in_day, act.effective_date, act.ended_date)
        and place.destination_group_id = in_group
        and coalesce(list_contains(act.item_ids, in_item), true)
        and list_has_any(in_plain_names, list_transform(act.addressees, lambda name: plain_of(name)))
)
