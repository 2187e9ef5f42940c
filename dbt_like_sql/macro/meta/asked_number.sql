-- description: For other macros: a number above one bound and up to another; else an error that says what is allowed
-- in_kind: what is asked for, in a word
-- in_asked: the argument as the caller wrote it
-- in_above: the number is above this
-- in_most: and at most this; NULL: any finite number
-- example: select asked_number('share', 0.4, 0, 1) as share
create macro asked_number(in_kind, in_asked, in_above, in_most) as
case
    when try_cast(in_asked as double) > in_above
        and isfinite(try_cast(in_asked as double))
        and (in_most is null or try_cast(in_asked as double) <= in_most)
        then try_cast(in_asked as double)
    else error(
        in_kind || ' must be a number above ' || in_above
        || coalesce(' and at most ' || in_most, '') || ', not '
        || coalesce(cast(in_asked as varchar), 'NULL')
    )
end
