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
            asked_plain_of(cast(in_asked as varchar)) as plain
    ),

    known as (
        select unnest(in_names) as known
    ),

    compared as (
        select
            known.thing_id,
            known.name = wanted.asked as is_exact,
            known.plain_name = wanted.plain as is_same,
            length(wanted.plain) > 1 and contains(known.plain_name, wanted.plain) as is_within,
            damerau_levenshtein(known.plain_name, wanted.plain) <= length(wanted.plain) / 4
                as is_near
        from known
        cross join wanted
    ),

    counted as (
        select
            list(distinct thing_id order by thing_id) filter (where is_exact) as exact,
            list(distinct thing_id order by thing_id) filter (where is_same) as same,
            coalesce(
                list(distinct thing_id order by thing_id) filter (where is_within),
                list(distinct thing_id order by thing_id) filter (where is_near)
            ) as near,
            list(distinct thing_id order by thing_id) as all_things
        from compared
    )

    select case
        when coalesce(trim(wanted.asked), '') = ''
            then error('no ' || in_kind || ' was named; ' || in_where || ' lists what is allowed')
        when wanted.plain = '' then error(
            'there is no ' || in_kind || ' ''' || wanted.asked
            || ''': names are spelled in Latin letters; ' || in_where || ' lists what is allowed'
        )
        when len(counted.exact) = 1 then counted.exact[1]
        when len(counted.same) = 1 then counted.same[1]
        when len(counted.same) > 1 then error(
            '''' || wanted.asked || ''' means more than one ' || in_kind || '; say which: '
            || array_to_string(counted.same, ', ')
        )
        else error(
            'there is no ' || in_kind || ' ''' || wanted.asked || ''' in ' || in_where || case
                when length(array_to_string(counted.all_things, ', ')) < 400
                    then '; allowed are ' || array_to_string(counted.all_things, ', ')
                else ', which lists what is allowed'
            end || case
                when len(counted.near) > 0
                    then '; did you mean ' || array_to_string(counted.near[:8], ', ') || '?'
                else ''
            end
        )
    end
    from counted
    cross join wanted
)
