-- severity: blocking
-- description: a restricted party has a known country, ordered dates, and every alias names one
with unknown_country as (
    select party.party_id, 'country ' || party.country_code || ' is not known' as fault
    from core.restricted_party as party
    left join core.country as country on party.country_code = country.country_code
    where country.country_code is null
),

unknown_party as (
    select alias.party_id, 'alias ' || alias.listed_name || ' names no party' as fault
    from seed.restricted_party_alias as alias
    left join core.restricted_party as party on alias.party_id = party.party_id
    where party.party_id is null
)

select * from unknown_country
union all
select * from unknown_party
union all
select party_id, 'its listing ends before it begins' as fault
from core.restricted_party
where listed_to_date <= listed_from_date
