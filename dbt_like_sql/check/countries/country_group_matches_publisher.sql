-- severity: warning
-- description: on the date of the publisher's table of country groups, ours has the same members
with listing_date as (
    select max(listed_date) as listed_date from core.country_group_listing
),

ours as (
    select country_group.group_code, country_group.country_code
    from core.country_group as country_group
    join listing_date
        on country_group.valid_from_date <= listing_date.listed_date
        and (
            country_group.valid_to_date is null
            or country_group.valid_to_date > listing_date.listed_date
        )
    where
        country_group.group_code <> 'supp5a'
        and country_group.country_code = country_group.rule_treatment_country_code
)

select listing.group_code, listing.listed_name, 'is matched to no country' as fault
from core.country_group_listing as listing
where listing.country_code is null
union all
select listing.group_code, listing.listed_name, 'is missing from seed.country_group'
from core.country_group_listing as listing
left join ours
    on listing.group_code = ours.group_code and listing.country_code = ours.country_code
where listing.country_code is not null and ours.country_code is null
union all
select ours.group_code, ours.country_code, 'is not in the publisher''s table'
from ours
left join core.country_group_listing as listing
    on ours.group_code = listing.group_code and ours.country_code = listing.country_code
where listing.country_code is null
