-- question: Who in China is denied export privileges today?
-- example: select party_name, effective_from_date, effective_to_date from core.denied_person_order where country_code = 'CHN' order by party_name limit 10
select
    person.entry_key,
    person.person_name as party_name,
    country.country_code,
    person.effective_date as effective_from_date,
    person.expiration_date as effective_to_date,
    person.is_standard_order,
    person.federal_register_citation,
    person.date_fault as unknown,
    person.source_id,
    person.first_snapshot_id,
    person.source_locator
from raw.denied_person as person
left join core.country as country on country.country_code_alpha2 = person.address_country
