-- description: May an item go from the United States to a country on a day, with the party to whom it goes: by text and in fact, and why; not legal advice
-- in_item: chip or system: id or name, such as nvidia-h20 or H20
-- in_destination: country or region: code or name, such as CHN, cn, China or XCR (Crimea)
-- in_party: end user or consignee by an id or name of core.party_name, or one that is like none of them; NULL: none is named
-- in_date: the day, from 2022-01-01 to the last one to which something decided today runs
-- example: select party_ids, status_text, status_enforced, licence_required_enforced, is_beyond_known_law from control_answer('nvidia-b300', 'ARE', 'G42', date '2026-09-01')
create macro control_answer(in_item, in_destination, in_party, in_date) as table
with asked as (
    select
        asked_item('core.item_name', in_item, null) as item_id,
        asked_country(in_destination) as country_code,
        asked_law_day(in_date) as day,
        case when in_party is not null then asked_party(in_party) end as party_ids
    where asked_here('{release_id}')
),

standing as (
    select standing.*
    from asked
    join core.party_standing as standing on list_contains(asked.party_ids, standing.party_id)
    where
        standing.listed_from_date <= asked.day
        and (standing.listed_to_date is null or asked.day < standing.listed_to_date)
        and (
            standing.destination_country_code is null
            or standing.destination_country_code = asked.country_code
        )
),

party as (
    select
        max(end_user_hq_group) as named_group,
        list(distinct party_id order by party_id) as party_ids,
        string_agg(
            distinct party_name || ' is on the ' || list_name || ' from ' || listed_from_date || ': ' || locator,
            '; '
        ) as listings
    from standing
),

own as (
    select status.*, party.party_ids, party.listings
    from core.destination_group_member as member
    join asked on member.country_code = asked.country_code
    cross join party
    join metric.control_status_by_item_destination_group as status
        on
            member.destination_group_id = status.destination_group_id
            and status.item_id = asked.item_id
            and status.end_user_hq_group = coalesce(party.named_group, member.end_user_hq_group)
    where
        status.transaction = 'export_us'
        and member.valid_from_date <= asked.day
        and (member.valid_to_date is null or asked.day < member.valid_to_date)
        and status.valid_from_date <= asked.day
        and (status.valid_to_date is null or asked.day < status.valid_to_date)
),

added as (
    select distinct resulting_status as status from standing where resulting_status is not null
),

side as (
    select 'text' as side, unnest(status_set) as status from own
    union all
    select 'enforced', unnest(status_enforced_set) from own
),

demand as (
    select side, status from side
    union all
    select named.side, added.status
    from added
    cross join (select distinct side from side) as named
),

prevailing as (
    select demand.side, max(added.status) as status
    from added
    cross join demand
    join core.prevailing_status as pair
        on demand.status = pair.status and added.status = pair.added_status
    group by demand.side, added.status
    having bool_and(pair.prevailing_status = added.status)
),

answered as (
    select
        own.*,
        coalesce(text_side.status, own.status_text) as final_text,
        coalesce(enforced_side.status, own.status_enforced) as final_enforced
    from own
    left join prevailing as text_side on text_side.side = 'text'
    left join prevailing as enforced_side on enforced_side.side = 'enforced'
)

select
    answered.item_id,
    answered.party_ids,
    answered.final_text as status_text,
    answered.final_enforced as status_enforced,
    case
        when answered.final_text = answered.status_text then answered.licence_required_text
        else text_word.licence_requirement
    end as licence_required_text,
    case
        when answered.final_enforced = answered.status_enforced
            then answered.licence_required_enforced
        else enforced_word.licence_requirement
    end as licence_required_enforced,
    concat_ws(
        '; ', answered.reason,
        case
            when answered.listings is not null then answered.listings
            when in_party is not null then 'the party stands on no list held here'
        end
    ) as reason,
    answered.ambiguity_ids,
    asked.day > (select max(known_through_date) from core.law_coverage) as is_beyond_known_law
from answered
cross join asked
left join core.status_word as text_word on answered.final_text = text_word.status
left join core.status_word as enforced_word
    on answered.final_enforced = enforced_word.status
