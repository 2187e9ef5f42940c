-- description: For other macros: the acts by which a party was authorized by name to receive an item at a place on a day, by id; such an act grants licences and changes no requirement
-- in_asked: the argument as the caller wrote it; NULL: no party
-- in_party_ids: list of parties by id, as asked_party gives them
-- in_item: the item by id
-- in_group: kind of destination
-- in_day: the day
-- example: select authorised_by('G42', asked_party('G42'), 'nvidia-gb300', 'are-d4', date '2025-12-01') as rule_event_ids
create macro authorised_by(in_asked, in_party_ids, in_item, in_group, in_day) as (
    with named as (
        select plain_of(cast(in_asked as varchar)) as plain
        union
        select plain_name
        from core.party_name
        where list_contains(in_party_ids, party_id)
    ),

    addressed as (
        select *, unnest(addressees) as addressee
        from core.rule_event
        where effect = 'licences_granted' and holds_on(in_day, effective_date, ended_date)
    )

    select coalesce(list(distinct addressed.rule_event_id order by addressed.rule_event_id), [])
    from addressed
    join core.destination_scope_member as place
        on addressed.rule_event_id = place.scope_id and place.destination_group_id = in_group
    where
        coalesce(list_contains(addressed.item_ids, in_item), true)
        and plain_of(addressed.addressee) in (select plain from named where plain <> '')
)
