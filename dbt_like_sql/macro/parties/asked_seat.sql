-- description: For other macros: where a party or its ultimate parent is headquartered, as registers have it: of two places the one of which the rules ask most; NULL where none says
-- in_plain_names: list of its names, as party_plain_names gives them
-- in_party_ids: list of parties by id, as asked_party gives them
-- in_day: the day
-- example: select asked_seat(['bytedance'], [], date '2026-06-15') as country_code
create macro asked_seat(in_plain_names, in_party_ids, in_day) as (
    with seat as (
        select country_code
        from core.party_standing
        where list_contains(in_party_ids, party_id)
        union
        select unnest([country_code, ultimate_parent_country_code])
        from core.organization
        where list_contains(in_plain_names, plain_of(organization_name))
    )

    select min_by(seat.country_code, (home.end_user_hq_group <> 'macau_or_d5', seat.country_code))
    from seat
    join core.destination_group_member as home
        on seat.country_code = home.country_code and holds_on(in_day, home.valid_from_date, home.valid_to_date)
)
