-- description: For other macros: what Note 1 to 3A090.a makes of an exporter: fabricator, whose count of transistors may help, as that of an approved packager, or osat, any other packager; none: nobody whom it binds; else an error that says who may be named
-- in_asked: the argument as the caller wrote it
-- example: select asked_exporter('TSMC') as exporter
create macro asked_exporter(in_asked) as (
    with named as (
        select unnest(['fabricator', 'osat', 'none']) as exporter, exporter as name
        union all
        select 'fabricator', unnest([firm_name, other_name])
        from core.due_diligence_firm
        where firm_role = 'packager'
    )

    select asked_name(
        'exporter', 'core.due_diligence_firm', in_asked,
        list({'thing_id': exporter, 'name': name, 'plain_name': plain_of(name)})
    )
    from named
    where name is not null
)
