-- question: Whose chips count as a country's own?
-- example: select country_code, designer_home from step.designer_home_by_country where designer_home <> 'none' order by country_code
with designer as (
    select distinct designer_country_code from core.chip where designer_country_code is not null
)

select
    country.country_code,
    coalesce(designer.designer_country_code, 'none') as designer_home
from core.country as country
left join designer on country.rule_treatment_country_code = designer.designer_country_code
