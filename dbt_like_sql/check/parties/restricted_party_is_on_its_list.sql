-- severity: warning
-- description: where the screening list is held, each party listed today has an entry there
with held as (
    select count(*) as party_count from core.restricted_party where screening_entry_count > 0
)

select party.party_id, party.party_name, party.list_name
from core.restricted_party as party
cross join held
where held.party_count > 0 and party.listed_to_date is null and party.screening_entry_count = 0
