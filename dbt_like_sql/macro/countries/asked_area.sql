-- description: For other macros: the one of some countries and roll-ups of which an argument is a code or name; else an error that says which are allowed
-- in_where: where all of them stand
-- in_asked: the argument as the caller wrote it
-- in_allowed: list of their codes
-- example: select asked_area('core.country_pair', 'China', ['CHN', 'CHN_incl_HKG_MAC']) as country_code
create macro asked_area(in_where, in_asked, in_allowed) as (
    with named as (
        select country_code, name, plain_name
        from core.country_name
        where list_contains(in_allowed, country_code)
        union all
        select area_code, area_name, plain_of(area_name)
        from core.area_name
        where list_contains(in_allowed, area_code)
        union all
        select code, code, plain_of(code)
        from (select unnest(in_allowed) as code)
    )

    select asked_name(
        'country', in_where, in_asked,
        list({'thing_id': country_code, 'name': name, 'plain_name': plain_name})
    )
    from named
)
