-- question: For which pairs of countries do gaps have an interval?
-- example: select country_a_code, country_b_code, note from core.country_pair order by all
select
    country_a_code,
    country_b_code,
    note
from seed.country_pair
