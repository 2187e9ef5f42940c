-- description: For other macros: how lists stand to a party on a day: the group of end users to which a supplement puts it, the parties that are listed, in words, and what that asks for
-- in_party_ids: list of parties by id; NULL: none
-- in_country: code of the destination
-- in_day: the day
-- example: select listed_demand(asked_party('G42'), 'ARE', date '2026-09-01') as listed
create macro listed_demand(in_party_ids, in_country, in_day) as (
    select {
        'hq_group': max(end_user_hq_group),
        'party_ids': list(distinct party_id order by party_id),
        'reason': string_agg(
            distinct party_name || ' is on the ' || list_name || ' from ' || listed_from_date || ': ' || locator,
            '; '
        ),
        'statuses': coalesce(
            list(distinct resulting_status) filter (where resulting_status is not null), cast([] as varchar[])
        )
    }
    from core.party_standing
    where
        list_contains(in_party_ids, party_id)
        and holds_on(in_day, listed_from_date, listed_to_date)
        and list_reaches(destination_country_code, in_country)
)
