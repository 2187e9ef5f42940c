-- question: By which other names is a country known?
-- example: select alias from core.country_alias where country_code = 'KOR' order by alias
select distinct
    alias,
    country_code
from seed.country_alias
