-- question: Which country groups was a country in on a day?
-- example: select group_code, membership_basis, citation from core.country_group where country_code = 'ARE' and valid_from_date <= date '2026-06-30' and (valid_to_date is null or date '2026-06-30' < valid_to_date) order by group_code
select
    country.country_code,
    membership.group_code,
    membership.valid_from_date,
    membership.valid_from_date_precision,
    membership.valid_to_date,
    membership.membership_basis,
    membership.note,
    membership.citation,
    country.country_name,
    country.rule_treatment_country_code
from seed.country_group as membership
join core.country as country
    on membership.country_code = country.rule_treatment_country_code
