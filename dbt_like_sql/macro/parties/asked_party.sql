-- description: For other macros: the parties of held lists that bear a name, none where no listed name is like it; else an error that says which listed parties carry a word of it
-- in_asked: the argument as the caller wrote it: id or name
-- example: select asked_party('Inspur Group') as party_ids
create macro asked_party(in_asked) as (
    with wanted as (
        select
            cast(in_asked as varchar) as asked,
            plain_of(cast(in_asked as varchar)) as plain,
            slug_of(strip_accents(cast(in_asked as varchar))) as slug
    ),

    compared as (
        select
            name.party_id,
            name.listed_name,
            wanted.asked in (name.party_id, name.listed_name)
            or (wanted.plain <> '' and name.plain_name = wanted.plain) as is_it,
            wanted.slug <> '' and (
                contains(name.word_slug, '-' || wanted.slug || '-')
                or list_has_any(name.telling_words, string_split(wanted.slug, '-'))
                or damerau_levenshtein(name.plain_name, wanted.plain) <= length(wanted.plain) / 4
            ) as is_like
        from core.party_name as name
        cross join wanted
    ),

    choice as (
        select party_id, min(listed_name) as listed_name
        from compared
        where is_like
        group by party_id
    ),

    counted as (
        select
            (
                select coalesce(list(distinct party_id order by party_id), [])
                from compared
                where is_it
            ) as found,
            (
                select list(party_id || ' (' || listed_name || ')' order by starts_with(party_id, 'csl-'), party_id)
                from choice
            ) as near
    )

    select case
        when trim(wanted.asked) = ''
            then error('no party was named; core.party_name lists what is allowed')
        when len(counted.found) > 0 then counted.found
        when wanted.plain = '' then error(
            'the party ''' || wanted.asked || ''' has no letter of a to z and no list held here has '
            || 'it so; write it in Latin letters: core.party_name lists what is allowed'
        )
        when len(counted.near) > 0 then error(
            'no listed party is called ''' || wanted.asked || ''', and listed ones carry a word of it '
            || 'or are spelled like it: ' || array_to_string(counted.near[:8], ', ')
            || case
                when len(counted.near) > 8 then ' and ' || (len(counted.near) - 8) || ' more'
                else ''
            end
            || '; say which; if it is none of them, name no party: that answer is for an unlisted one'
        )
        else counted.found
    end
    from counted
    cross join wanted
)
