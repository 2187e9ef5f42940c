-- severity: blocking
-- description: both sides of a listed pair are a country or a roll-up, and differ
with side as (
    select country_a_code as area from core.country_pair
    union
    select country_b_code from core.country_pair
),

known as (
    select country_code as area from core.country
    union
    select rollup_code from core.country_rollup
)

select side.area as found, 'no such area' as fault
from side
left join known on side.area = known.area
where known.area is null
union all
select country_a_code, 'paired with itself'
from core.country_pair
where country_a_code = country_b_code
