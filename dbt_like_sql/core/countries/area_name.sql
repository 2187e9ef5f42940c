-- question: What do the codes of countries, regions and roll-ups mean?
-- example: select area_code, area_name from core.area_name where area_code in ('CHN', 'CHN_incl_HKG_MAC', 'KOR', 'ZZZ') order by area_code
with iso as (
    select country_code as area_code, country_name as name
    from core.country
)

select
    coalesce(listed.area_code, iso.area_code) as area_code,
    coalesce(
        listed.area_name, trim(regexp_replace(iso.name, '[(\[][^)\]]*[)\]]', '', 'g'))
    ) as area_name
from iso
full join seed.area_name as listed on iso.area_code = listed.area_code
