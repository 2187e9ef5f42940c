-- question: By which names may one ask for Korea?
-- example: select country_code, name from core.country_name where plain_name like '%korea%' order by all
with named as (
    select country_code, country_code as name
    from core.country
    union
    select country_code, country_code_alpha2
    from core.country
    union
    select country_code, country_name
    from core.country
    union
    select country_code, alias
    from core.country_alias
    union
    select country.country_code, named.area_name
    from core.country as country
    join core.area_name as named on country.country_code = named.area_code
)

select
    country_code,
    name,
    asked_plain_of(name) as plain_name
from named
