-- description: For other macros: a day within what is known; else an error that says which days are
-- in_asked: the argument as the caller wrote it
-- in_first: the first day that is known
-- in_last: the last day that is known
-- example: select asked_day('2025-06-30', date '2022-01-01', date '2026-09-30') as day
create macro asked_day(in_asked, in_first, in_last) as
case
    when try_cast(in_asked as date) between in_first and in_last then try_cast(in_asked as date)
    else error(
        'nothing is known for the day ' || coalesce('''' || cast(in_asked as varchar) || '''', 'NULL')
        || '; allowed are days from ' || in_first || ' to ' || in_last
    )
end
