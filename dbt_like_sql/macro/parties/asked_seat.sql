-- description: For other macros: where a party or its ultimate parent is headquartered, as registers have it: of two places the one of which the rules ask most; NULL where none says
-- in_asked: the argument as the caller wrote it; NULL: no party
-- in_party_ids: list of parties by id, as asked_party gives them
-- in_day: the day
-- example: select asked_seat('ByteDance', [], date '2026-06-15') as country_code
create macro asked_seat(in_asked, in_party_ids, in_day) as (
    with named as (
        select plain_of(cast(in_asked as varchar)) as plain
        union
        select plain_name
        from core.party_name
        where list_contains(in_party_ids, party_id)
    ),

    seat as (
        select country_code
        from core.party_standing
        where list_contains(in_party_ids, party_id)
        union
        select unnest([country_code, ultimate_parent_country_code])
        from core.organization
        where plain_of(organization_name) in (select plain from named where plain <> '')
    )

    select min_by(seat.country_code, (home.end_user_hq_group <> 'macau_or_d5', seat.country_code))
    from seat
    join core.destination_group_member as home
        on seat.country_code = home.country_code and holds_on(in_day, home.valid_from_date, home.valid_to_date)
)
