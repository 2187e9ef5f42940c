-- description: For other macros: every plain name by which a party may be known, the asked one and those of its listed parties
-- in_asked: the argument as the caller wrote it; NULL: no party
-- in_party_ids: list of parties by id, as asked_party gives them
-- example: select party_plain_names('G42', asked_party('G42')) as plain_names
create macro party_plain_names(in_asked, in_party_ids) as (
    select coalesce(list(distinct plain_name) filter (where plain_name <> ''), [])
    from (
        select plain_of(cast(in_asked as varchar)) as plain_name
        union all
        select plain_name
        from core.party_name
        where list_contains(in_party_ids, party_id)
    ) as named
)
