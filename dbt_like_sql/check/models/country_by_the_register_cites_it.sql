-- severity: blocking
-- description: the country of a registered developer cites the register of organizations, not the publisher's cell of countries, which may say another
select
    country.model_id,
    country.source_id,
    country.attribute,
    country.value,
    country.source_locator
from core.model_release_fact as country
join core.model_release_fact as developer
    on
        country.model_id = developer.model_id
        and country.source_id = developer.source_id
        and country.source_key = developer.source_key
where
    country.attribute in ('country_codes', 'parent_country_codes')
    and country.value is not null
    and developer.attribute = 'organization_ids'
    and developer.value is not null
    and not contains(country.source_locator, 'seed/organization.csv')
