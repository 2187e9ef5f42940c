-- description: For other macros: the code of the country or region of which an argument is a code or name; else an error that says what is allowed
-- in_asked: the argument as the caller wrote it
-- example: select asked_country('China') as country_code
create macro asked_country(in_asked) as
asked_name(
    'country', 'core.country_name', in_asked,
    (
        select list({'thing_id': country_code, 'name': name, 'plain_name': plain_name})
        from core.country_name
    )
)
