-- question: Who in China is still denied export privileges today, by the list as it was last seen, and when was that?
-- example: select party_name, effective_from_date, expiration_date, (select cast(max(known_to_at) as date) from meta.release where source_id = 'denied_persons_list') as list_seen_date from core.denied_person_order where country_code = 'CHN' and (expiration_date is null or expiration_date >= (select max(as_of_date) from meta.release)) order by party_name limit 10
with known as (
    select
        person.*,
        coalesce(country.country_code, named.country_code) as country_code
    from raw.denied_person as person
    left join core.country as country on country.country_code_alpha2 = person.address_country
    left join seed.country_alias as named
        on
            named.alias = person.address_country
            and named.source_id in ('common_usage', person.source_id)
)

select
    person.entry_key,
    person.person_name as party_name,
    person.country_code,
    person.effective_date as effective_from_date,
    person.expiration_date,
    person.is_standard_order,
    person.federal_register_citation,
    nullif(concat_ws(
        '; ',
        person.date_fault,
        case
            when person.country_code is null
                then 'country_code: ' || person.address_country || ' (no country is known by that)'
        end
    ), '') as unknown,
    person.source_id,
    person.first_snapshot_id,
    person.source_locator
from known as person
