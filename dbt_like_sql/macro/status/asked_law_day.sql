-- description: For other macros: a day for which the law is told, to the last one to which something decided today runs; else an error that says which days are
-- in_asked: the argument as the caller wrote it
-- example: select asked_law_day('2025-06-30') as day
create macro asked_law_day(in_asked) as
asked_day(
    in_asked,
    (select min(valid_from_date) from core.legal_period),
    (
        select greatest(max(release.as_of_date), max(clock.last_date))
        from meta.release as release
        left join core.expiry_clock as clock on true
    )
)
