-- question: What kind of destination was a country on a day?
-- example: select country_code, destination_group_id, codes from core.destination_group_member where country_code in ('CHN', 'HKG', 'MAC', 'ARE', 'ISR', 'KHM') and valid_from_date <= date '2026-09-01' and (valid_to_date is null or date '2026-09-01' < valid_to_date) order by country_code
with profile as (
    select distinct profile_id, codes from core.destination_profile
),

clause as (
    select
        condition.scope_id,
        condition.clause,
        profile.profile_id,
        headquarters.end_user_hq_group,
        bool_and(
            case condition.subject
                when 'destination' then coalesce(
                    list_contains(profile.codes, 'was ' || condition.code_then),
                    false
                ) or (
                    list_contains(profile.codes, condition.code)
                    and not coalesce(
                        list_contains(profile.codes, 'was not ' || condition.code_then), false
                    )
                )
                else headquarters.end_user_hq_group = condition.code
            end = condition.is_member
        ) as holds
    from core.destination_condition as condition
    cross join profile
    cross join core.headquarters_group as headquarters
    group by
        condition.scope_id, condition.clause, profile.profile_id, headquarters.end_user_hq_group
),

reached as (
    select distinct
        profile_id, struct_pack(scope_id := scope_id, hq := end_user_hq_group) as reach
    from clause
    where holds
),

treatment as (
    select
        profile.profile_id,
        profile.codes,
        list(reached.reach order by reached.reach) as treatment
    from profile
    left join reached on profile.profile_id = reached.profile_id
    group by profile.profile_id, profile.codes
),

named as (
    select
        profile_id,
        first_value(profile_id) over (
            partition by treatment order by len(codes), profile_id
        ) as destination_group_id
    from treatment
)

select
    stay.country_code,
    stay.valid_from_date,
    stay.valid_to_date,
    stay.codes,
    stay.end_user_hq_group,
    stay.membership_basis,
    named.destination_group_id
from core.destination_profile as stay
join named on stay.profile_id = named.profile_id
