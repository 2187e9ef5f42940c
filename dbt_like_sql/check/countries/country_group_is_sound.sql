-- severity: blocking
-- description: every member of a country group is a known country, and its stays do not overlap
with stay as (
    select
        country_code,
        group_code,
        valid_from_date,
        valid_to_date,
        lead(valid_from_date) over (
            partition by country_code, group_code order by valid_from_date
        ) as next_from_date
    from seed.country_group
)

select stay.country_code, stay.group_code, stay.valid_from_date, 'overlaps the next stay' as fault
from stay
where stay.next_from_date < coalesce(stay.valid_to_date, date '9999-12-31')
union all
select stay.country_code, stay.group_code, stay.valid_from_date, 'ends before it begins'
from stay
where stay.valid_to_date <= stay.valid_from_date
union all
select stay.country_code, stay.group_code, stay.valid_from_date, 'is no known country'
from stay
left join core.country as country on stay.country_code = country.country_code
where country.country_code is null
