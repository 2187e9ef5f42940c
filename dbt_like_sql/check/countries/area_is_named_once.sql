-- severity: blocking
-- description: each area that views show has one name, and no two have the same
with shown as (
    select country_a_code as area_code from core.country_pair
    union
    select country_b_code from core.country_pair
    union
    select rollup_code from core.country_rollup
)

select area_name as found, 'named twice' as fault
from core.area_name
group by area_name
having count(*) > 1
union all
select shown.area_code, 'without a name'
from shown
left join core.area_name as named on shown.area_code = named.area_code
where named.area_code is null
