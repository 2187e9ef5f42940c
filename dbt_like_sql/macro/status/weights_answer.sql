-- description: May weights of an AI model go to a country on a day, to the party to whom they go: by text and in fact, and why; not legal advice
-- in_weights: model by id or name, or model-weights: weights that 4E091 names, of no model in particular
-- in_destination: country or region: code or name, such as CHN, cn or China
-- in_date: the day, from 2022-01-01 to the last one to which something decided today runs
-- in_party: end user or consignee by an id or name of core.party_name, or one that is like none of them; NULL: none is named
-- in_transaction: export (from the United States), reexport or transfer; what is released to a person or used from afar is not judged
-- in_headquarters: country of the end user's headquarters or parent; NULL: as registers have it of the party, else the destination
-- example: select weights_id, naming, status_text, status_enforced, reason from weights_answer('GPT-4.5', 'China', date '2025-06-01')
create macro weights_answer(
    in_weights, in_destination, in_date, in_party := null, in_transaction := 'export', in_headquarters := null
) as table
with known as (
    select model_id as weights_id, unnest([model_id, model_name]) as name
    from core.model_release
    union all
    select 'model-weights', unnest(['model-weights', 'model weights', '4E091'])
),

asked as (
    select
        asked_name(
            'model', 'core.model_release', in_weights,
            (
                select list(distinct {'thing_id': weights_id, 'name': name, 'plain_name': plain_of(name)})
                from known
            )
        ) as weights_id,
        asked_country(in_destination) as country_code,
        asked_country(coalesce(in_headquarters, in_destination)) as home_code,
        asked_law_day(in_date) as day,
        case when in_party is not null then asked_party(in_party) end as party_ids,
        movement_of(asked_of(
            'transaction in weights', 'core.transaction_kind', in_transaction, ['export', 'reexport', 'transfer']
        )) as movement
    where asked_here('{release_id}')
),

seated as (
    select
        *,
        listed_demand(party_ids, country_code, day) as listed,
        case
            when in_headquarters is null then asked_seat(party_plain_names(in_party, party_ids), party_ids, day)
        end as seat_code
    from asked
),

own as (
    select
        asked.*,
        naming.result as naming,
        naming.deciding_paragraph,
        concat_ws('; ', naming.reason, status.reason) as own_reason,
        status.* exclude (naming)
    from seated as asked
    join step.naming_by_weights as naming
        on
            asked.weights_id = naming.weights_id
            and holds_on(asked.day, naming.valid_from_date, naming.valid_to_date)
    join core.destination_group_member as place
        on asked.country_code = place.country_code and holds_on(asked.day, place.valid_from_date, place.valid_to_date)
    join core.destination_group_member as home
        on
            coalesce(asked.seat_code, asked.home_code) = home.country_code
            and holds_on(asked.day, home.valid_from_date, home.valid_to_date)
    join metric.weights_status_by_destination_group as status
        on
            naming.result = status.naming
            and place.destination_group_id = status.destination_group_id
            and home.end_user_hq_group = status.end_user_hq_group
            and asked.movement = status.transaction
            and holds_on(asked.day, status.valid_from_date, status.valid_to_date)
),

answered as (
    select
        *,
        prevailing_answer(status_set, listed.statuses, [], false) as by_text,
        prevailing_answer(status_enforced_set, listed.statuses, [], false) as in_fact
    from own
)

select
    weights_id,
    naming,
    by_text.status as status_text,
    in_fact.status as status_enforced,
    by_text.licence_required as licence_required_text,
    in_fact.licence_required as licence_required_enforced,
    case when is_asked then deciding_paragraph end as deciding_paragraph,
    concat_ws(
        '; ', own_reason,
        coalesce(listed.reason, case when in_party is not null then 'the party stands on no list held here' end),
        'headquartered in ' || seat_code || ', as registers have it'
    ) as reason,
    ambiguity_ids,
    listed.party_ids as party_ids,
    day > (select max(known_through_date) from core.law_coverage) as is_beyond_known_law
from answered
