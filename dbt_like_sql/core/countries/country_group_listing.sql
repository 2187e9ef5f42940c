-- question: How many countries does each published group hold?
-- example: select group_code, count(*) as countries from core.country_group_listing group by group_code order by group_code
with kept_group as (
    select distinct group_code from seed.country_group
)

select
    listing.group_code,
    listing.listed_name,
    alias.country_code,
    listing.ecfr_date as listed_date,
    listing.source_id,
    'snapshot ' || listing.first_snapshot_id || ', ' || listing.source_locator as source_locator
from raw.ear_country_group as listing
join kept_group on listing.group_code = kept_group.group_code
left join seed.country_alias as alias
    on listing.source_id = alias.source_id and listing.listed_name = alias.alias
