-- question: Under which country's entry do the EAR put a territory?
-- example: select country_code, country_name, rule_treatment_country_code from core.country where country_code <> rule_treatment_country_code
select
    country_code,
    country_code_alpha2,
    country_name,
    case country_code when 'HKG' then 'CHN' else country_code end as rule_treatment_country_code,
    citation
from seed.country
union all
select
    region_code,
    region_code_iso,
    region_name,
    region_code,
    citation
from seed.region
