-- question: Which roll-ups of countries are there?
-- example: select rollup_code, country_code, is_member from core.country_rollup order by all
select
    rollup_code,
    country_code,
    is_member
from seed.country_rollup
