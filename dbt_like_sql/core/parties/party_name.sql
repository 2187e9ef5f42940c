-- question: Under which names is a party known?
-- example: select party_id, listed_name from core.party_name where plain_name = 'inspurgroup'
with bracketed as (
    select party_id, regexp_extract(party_name, '\(([^)]*)\)', 1) as bracket
    from seed.restricted_party
),

curated as (
    select party_id, party_name as listed_name, cast(null as varchar) as entry_key
    from seed.restricted_party
    union
    select party_id, regexp_replace(party_name, '\s*\([^)]*\)', '', 'g'), cast(null as varchar)
    from seed.restricted_party
    union
    select party_id, bracket, cast(null as varchar)
    from bracketed
    where plain_of(bracket) not in (select common.word from seed.party_common_word as common)
    union
    select party_id, party_name, cast(null as varchar) from seed.approved_party
    union
    select party_id, unnest(string_split(other_names, '; ')), cast(null as varchar)
    from seed.approved_party
    where other_names is not null
),

screening as (
    select entry_key, listed_name from raw.consolidated_screening_list
    union
    select entry_key, unnest(string_split(alt_names, '; '))
    from raw.consolidated_screening_list
    where alt_names is not null
),

matched as (
    select screening.entry_key, min(alias.party_id) as party_id
    from screening
    join seed.restricted_party_alias as alias
        on
            alias.source_id = 'consolidated_screening_list'
            and alias.listed_name = screening.listed_name
    group by screening.entry_key
),

named as (
    select party_id, listed_name, entry_key from curated
    union
    select party_id, listed_name, cast(null as varchar) from seed.restricted_party_alias
    union
    select
        coalesce(matched.party_id, 'csl-' || substr(md5(screening.entry_key), 1, 12)),
        screening.listed_name,
        screening.entry_key
    from screening
    left join matched on screening.entry_key = matched.entry_key
),

spelled as (
    select
        party_id,
        listed_name,
        slug_of(strip_accents(listed_name)) as slug,
        min(entry_key) as entry_key
    from named
    where listed_name <> ''
    group by party_id, listed_name
),

word as (
    select party_id, listed_name, unnest(string_split(slug, '-')) as word
    from spelled
),

telling as (
    select party_id, listed_name, list(distinct word order by word) as words
    from word
    where length(word) > 1 and word not in (select common.word from seed.party_common_word as common)
    group by party_id, listed_name
)

select
    spelled.party_id,
    spelled.listed_name,
    plain_of(spelled.listed_name) as plain_name,
    '-' || spelled.slug || '-' as word_slug,
    coalesce(telling.words, []) as telling_words,
    spelled.entry_key
from spelled
left join telling
    on spelled.party_id = telling.party_id and spelled.listed_name = telling.listed_name
