-- description: For other macros: the one thing of which an argument is a name; else an error that says what is allowed
-- in_kind: what is asked for, in a word
-- in_where: where all names stand
-- in_asked: the argument as the caller wrote it
-- in_names: list of structs of thing_id, name and plain_name
-- example: select asked_name('colour', 'the rainbow', 'Red', [{'thing_id': 'red', 'name': 'red', 'plain_name': 'red'}]) as thing_id
create macro asked_name(in_kind, in_where, in_asked, in_names) as (
    with wanted as (
        select
            cast(in_asked as varchar) as asked,
            asked_plain_of(cast(in_asked as varchar)) as plain,
            in_names as names
    ),

    compared as (
        select
            asked,
            plain,
            things_of(list_filter(names, lambda known: known.name = asked)) as exact,
            things_of(list_filter(names, lambda known: known.plain_name = plain)) as same,
            things_of(list_filter(
                names, lambda known: length(plain) > 1 and contains(known.plain_name, plain)
            )) as within,
            things_of(list_filter(
                names,
                lambda known: damerau_levenshtein(known.plain_name, plain) <= length(plain) / 4
            )) as near,
            things_of(names) as all_things
        from wanted
    ),

    told as (
        select
            *,
            array_to_string(all_things, ', ') as all_told,
            array_to_string((case when len(within) > 0 then within else near end)[:8], ', ') as near_told
        from compared
    )

    select case
        when coalesce(trim(asked), '') = ''
            then error('no ' || in_kind || ' was named; ' || in_where || ' lists what is allowed')
        when plain = '' then error(
            'there is no ' || in_kind || ' ''' || asked || ''': names are spelled in Latin letters; '
            || in_where || ' lists what is allowed'
        )
        when len(exact) = 1 then exact[1]
        when len(same) = 1 then same[1]
        when len(same) > 1 then error(
            '''' || asked || ''' means more than one ' || in_kind || '; say which: '
            || array_to_string(same, ', ')
        )
        else error(
            'there is no ' || in_kind || ' ''' || asked || ''' in ' || in_where || case
                when length(all_told) < 400 then '; allowed are ' || all_told
                else ', which lists what is allowed'
            end || case when near_told <> '' then '; did you mean ' || near_told || '?' else '' end
        )
    end
    from told
)
