-- question: What did the rules call a country on a day?
-- example: select country_code, valid_from_date, codes from core.destination_profile where country_code in ('ARE', 'KHM', 'TWN') order by country_code, valid_from_date
with named_code as (
    select distinct code from core.destination_condition where subject = 'destination'
),

treated as (
    select
        country.country_code,
        coalesce(part.part_of_country_code, country.rule_treatment_country_code)
            as treated_as_code
    from core.country as country
    left join seed.part_of_country as part on country.country_code = part.country_code
),

membership as (
    select
        treated.country_code,
        country_group.group_code as code,
        country_group.valid_from_date,
        country_group.valid_to_date,
        country_group.membership_basis
    from treated
    join core.country_group as country_group
        on treated.treated_as_code = country_group.country_code
    where country_group.group_code in (select code from named_code)
),

change as (
    select country_code, date '2022-01-01' as change_date from core.country
    union
    select country_code, valid_from_date from membership
    union
    select country_code, valid_to_date from membership
),

stay as (
    select
        country_code,
        change_date as valid_from_date,
        lead(change_date) over (partition by country_code order by change_date) as valid_to_date
    from change
    where change_date >= date '2022-01-01'
),

held as (
    select
        stay.country_code, stay.valid_from_date, membership.code, membership.membership_basis
    from stay
    join membership
        on
            stay.country_code = membership.country_code
            and holds_on(stay.valid_from_date, membership.valid_from_date, membership.valid_to_date)
    union all
    select distinct stay.country_code, stay.valid_from_date, named_code.code, 'reported'
    from stay
    join treated on stay.country_code = treated.country_code
    join named_code on named_code.code in (treated.treated_as_code, treated.country_code)
),

anchor as (
    select distinct
        event.membership_date, event.effective_date, condition.code, condition.code_then
    from core.rule_event as event
    join core.destination_condition as condition
        on
            condition.subject = 'destination'
            and condition.code_then = condition.code || ' on ' || event.membership_date
),

then_and_now as (
    select
        stay.country_code,
        stay.valid_from_date,
        anchor.code_then,
        bool_or(
            holds_on(anchor.membership_date, membership.valid_from_date, membership.valid_to_date)
        ) as was_member,
        bool_or(
            holds_on(stay.valid_from_date, membership.valid_from_date, membership.valid_to_date)
        ) as is_member
    from stay
    join anchor on stay.valid_to_date is null or anchor.effective_date < stay.valid_to_date
    join membership
        on stay.country_code = membership.country_code and anchor.code = membership.code
    group by stay.country_code, stay.valid_from_date, anchor.code_then
),

in_list as (
    select distinct stay.country_code, stay.valid_from_date, listed.list_id as code
    from stay
    join treated on stay.country_code = treated.country_code
    join core.destination_list as listed
        on treated.treated_as_code = listed.country_code
    union all
    select
        country_code,
        valid_from_date,
        case when was_member then 'was ' else 'was not ' end || code_then
    from then_and_now
    where was_member <> is_member
),

profile as (
    select
        stay.country_code,
        stay.valid_from_date,
        stay.valid_to_date,
        treated.treated_as_code,
        coalesce(
            list(distinct held.code order by held.code) filter (where held.code is not null),
            cast([] as varchar[])
        ) as codes,
        coalesce(
            list(distinct in_list.code order by in_list.code)
                filter (where in_list.code is not null),
            cast([] as varchar[])
        ) as lists,
        coalesce(
            bool_or(held.membership_basis = 'imputed'), false
        ) as is_imputed
    from stay
    join treated on stay.country_code = treated.country_code
    left join held
        on stay.country_code = held.country_code and stay.valid_from_date = held.valid_from_date
    left join in_list
        on
            stay.country_code = in_list.country_code
            and stay.valid_from_date = in_list.valid_from_date
    group by
        stay.country_code, stay.valid_from_date, stay.valid_to_date,
        treated.treated_as_code
),

kind as (
    select
        codes,
        lists,
        min(treated_as_code) as like_code,
        bool_or(list_contains(codes, treated_as_code)) as is_named
    from profile
    group by codes, lists
)

select
    profile.country_code,
    profile.valid_from_date,
    profile.valid_to_date,
    list_concat(profile.codes, profile.lists) as codes,
    case
        when list_contains(profile.codes, 'MAC') or list_contains(profile.codes, 'D:5')
            then 'macau_or_d5'
        when list_contains(profile.codes, 'supp5a') then 'supp5a'
        else 'other'
    end as end_user_hq_group,
    case when profile.is_imputed then 'imputed' else 'reported' end as membership_basis,
    case when len(profile.codes) = 0 then 'unlisted'
        else lower(replace(list_aggregate(profile.codes, 'string_agg', '-'), ':', '')) end
    || case when len(profile.lists) = 0 or kind.is_named then ''
        else '-as-' || lower(kind.like_code) end as profile_id
from profile
join kind on profile.codes = kind.codes and profile.lists = kind.lists
