-- description: May an item go to a country on a day in a whole transaction: by text and in fact, and why; not legal advice
-- in_item: chip or system: id or name, such as nvidia-h20 or H20
-- in_destination: country or region: code or name, such as CHN, cn, China or XCR (Crimea)
-- in_party: end user or consignee by an id or name of core.party_name, or one that is like none of them; NULL: none is named
-- in_date: the day, from 2022-01-01 to the last one to which something decided today runs
-- in_transaction: export (from the United States), reexport, transfer, deemed or remote
-- in_headquarters: country of the end user's headquarters or parent; NULL: as registers have it of the party, else the destination
-- in_end_use: supercomputer, semiconductor, military, intelligence (military intelligence), training or iaas; NULL: none of them
-- in_exporter: fabricator, osat or a packager of Supplement No. 7, who must presume by Note 1 to 3A090.a; NULL: anybody else
-- example: select party_ids, status_text, status_enforced, licence_required_enforced, is_beyond_known_law from control_answer('nvidia-b300', 'ARE', 'G42', date '2026-09-01')
create macro control_answer(
    in_item, in_destination, in_party, in_date, in_transaction := 'export', in_headquarters := null,
    in_end_use := null, in_exporter := null
) as table
with asked as (
    select
        asked_item('core.item_name', in_item, null) as item_id,
        asked_country(in_destination) as country_code,
        asked_country(coalesce(in_headquarters, in_destination)) as home_code,
        asked_law_day(in_date) as day,
        case when in_party is not null then asked_party(in_party) end as party_ids,
        asked_transaction(in_transaction) as transaction,
        asked_of(
            'end use', 'core.conduct_control', coalesce(in_end_use, 'none'),
            (select list_append(list(distinct conduct), 'none') from core.conduct_control where effect = 'adds')
        ) as end_use,
        asked_exporter(coalesce(in_exporter, 'none')) as exporter
    where asked_here('{release_id}')
),

known as (
    select
        *,
        party_plain_names(in_party, party_ids) as party_names,
        listed_demand(party_ids, country_code, day) as listed,
        movement_of(transaction) as movement
    from asked
),

named as (
    select *, case when in_headquarters is null then asked_seat(party_names, party_ids, day) end as seat_code
    from known
),

own as (
    select
        named.*,
        authorised_by(named.party_names, named.item_id, place.destination_group_id, named.day) as act_ids,
        jurisdiction.is_subject_to_ear is null and named.movement <> 'export_us' as is_jurisdiction_open,
        status.* exclude (item_id, transaction)
    from named
    join core.item_jurisdiction as jurisdiction on named.item_id = jurisdiction.item_id
    join core.destination_group_member as place
        on named.country_code = place.country_code and holds_on(named.day, place.valid_from_date, place.valid_to_date)
    join core.destination_group_member as home
        on
            coalesce(named.seat_code, named.home_code) = home.country_code
            and holds_on(named.day, home.valid_from_date, home.valid_to_date)
    join metric.control_status_by_item_destination_group as status
        on
            named.item_id = status.item_id
            and place.destination_group_id = status.destination_group_id
            and coalesce(named.listed.hq_group, home.end_user_hq_group) = status.end_user_hq_group
            and named.movement = status.transaction
            and holds_on(named.day, status.valid_from_date, status.valid_to_date)
),

conduct as (
    select
        coalesce(list(control.resulting_status) filter (where control.effect = 'adds'), cast([] as varchar[])) as added,
        min(control.resulting_status) filter (
            where control.effect in ('replaces', 'moves_nothing')
        ) as replacing_status,
        coalesce(bool_or(control.effect in ('excepts', 'moves_nothing')), false) as is_excepted,
        coalesce(bool_or(control.effect = 'moves_nothing'), false) as moves_nothing,
        string_agg(distinct control.conduct || ': ' || control.locator, '; ') as reason,
        coalesce(flatten(list(control.ambiguity_ids)), cast([] as varchar[])) as ambiguity_ids
    from own
    join core.destination_scope_member as member
        on
            own.destination_group_id = member.destination_group_id
            and own.end_user_hq_group = member.end_user_hq_group
    join core.conduct_control as control
        on
            member.scope_id = control.scope_id
            and control.conduct in (own.end_use, own.transaction)
            and holds_on(own.day, control.valid_from_date, control.valid_to_date)
),

foundry as (
    select
        coalesce(list(presumed.status_text) filter (where note.is_presumed), cast([] as varchar[])) as text_added,
        coalesce(list(presumed.status_enforced) filter (where note.is_presumed), cast([] as varchar[]))
            as enforced_added,
        any_value(note.reason) as reason,
        coalesce(any_value(note.ambiguity_ids), cast([] as varchar[])) as ambiguity_ids
    from own
    join step.foundry_presumption_by_item as note
        on
            own.item_id = note.item_id
            and own.exporter = note.exporter
            and holds_on(own.day, note.valid_from_date, note.valid_to_date)
    join step.presumed_status_by_destination_group as presumed
        on
            own.destination_group_id = presumed.destination_group_id
            and own.end_user_hq_group = presumed.end_user_hq_group
            and own.movement = presumed.transaction
            and holds_on(own.day, presumed.valid_from_date, presumed.valid_to_date)
),

weighed as (
    select
        own.*,
        case
            when own.reason_code = 'embargo' and not conduct.is_excepted then null
            else conduct.replacing_status
        end as replacing_status,
        case when not conduct.moves_nothing then own.listed.statuses end as listed_added,
        list_concat(listed_added, conduct.added) as added,
        case when not conduct.moves_nothing then foundry.text_added end as text_presumed,
        case when not conduct.moves_nothing then foundry.enforced_added end as enforced_presumed,
        concat_ws(
            '; ', own.reason, conduct.reason, foundry.reason,
            coalesce(
                own.listed.reason, case when in_party is not null then 'the party stands on no list held here' end
            ),
            'headquartered in ' || own.seat_code || ', as registers have it',
            'authorized by name, on conditions of its own: ' || nullif(array_to_string(own.act_ids, ', '), ''),
            case
                when own.is_jurisdiction_open and len(added) > 0
                    then 'whether it is subject to the EAR is not known, so what is added may not bind it'
            end
        ) as whole_reason,
        list_sort(list_distinct(list_concat(
            own.ambiguity_ids, conduct.ambiguity_ids, foundry.ambiguity_ids
        ))) as whole_ambiguity_ids
    from own
    cross join conduct
    cross join foundry
),

answered as (
    select
        *,
        prevailing_answer(
            case when replacing_status is null then status_set else [replacing_status] end, added, text_presumed,
            is_jurisdiction_open
        ) as by_text,
        prevailing_answer(
            case when replacing_status is null then status_enforced_set else [replacing_status] end, added, enforced_presumed,
            is_jurisdiction_open
        ) as in_fact
    from weighed
)

select
    item_id,
    listed.party_ids as party_ids,
    by_text.status as status_text,
    in_fact.status as status_enforced,
    by_text.licence_required as licence_required_text,
    in_fact.licence_required as licence_required_enforced,
    whole_reason as reason,
    whole_ambiguity_ids as ambiguity_ids,
    day > (select max(known_through_date) from core.law_coverage) as is_beyond_known_law
from answered
