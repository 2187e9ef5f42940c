-- question: Which AI chip designers are on the Entity List, since when and with which footnote?
-- example: select party_name, listed_from_date, footnote, screening_entry_count from core.restricted_party where listed_to_date is null order by listed_from_date
with listed_name as (
    select entry_key, listed_name as name_text
    from raw.consolidated_screening_list
    where list_code = 'EL'
    union
    select entry_key, unnest(string_split(alt_names, '; ')) as name_text
    from raw.consolidated_screening_list
    where list_code = 'EL' and alt_names is not null
),

matched as (
    select distinct alias.party_id, listed_name.entry_key
    from seed.restricted_party_alias as alias
    join listed_name on alias.listed_name = listed_name.name_text
    where alias.source_id = 'consolidated_screening_list'
),

requirement as (
    select
        matched.party_id,
        string_agg(distinct entry.license_requirement, ' / ' order by entry.license_requirement)
            as license_requirements
    from matched
    join raw.consolidated_screening_list as entry on matched.entry_key = entry.entry_key
    group by matched.party_id
),

screening as (
    select
        matched.party_id,
        count(*) as entry_count,
        string_agg(entry.listed_name, '; ' order by entry.entry_key) as listed_names,
        min(entry.source_id) as source_id,
        min_by(
            'snapshot ' || entry.first_snapshot_id || ', ' || entry.source_locator,
            entry.entry_key
        ) as source_locator
    from matched
    join raw.consolidated_screening_list as entry on matched.entry_key = entry.entry_key
    group by matched.party_id
),

held as (
    select count(*) as entry_count
    from raw.consolidated_screening_list
)

select
    party.party_id,
    party.party_name,
    party.country_code,
    party.list_name,
    party.listed_from_date,
    party.listed_to_date,
    party.footnote,
    party.footnote_from_date,
    party.resulting_status,
    party.federal_register_citation,
    party.note,
    party.citation,
    'seed' as source_id,
    case when held.entry_count > 0 then cast(coalesce(screening.entry_count, 0) as bigint) end
        as screening_entry_count,
    screening.listed_names as screening_listed_names,
    requirement.license_requirements as screening_license_requirements,
    screening.source_id as screening_source_id,
    screening.source_locator as screening_source_locator
from seed.restricted_party as party
cross join held
left join screening on party.party_id = screening.party_id
left join requirement on party.party_id = requirement.party_id
