with claim as (
    select as_of_date from core.claim
    where claim_id = 'C06' and conjunct = 'a'
),

status as (
    select
        found.status_enforced,
        found.valid_from_date,
        found.valid_to_date,
        word.licence_requirement
    from metric.control_status_by_chip_destination_group as found
    join core.destination_group_member as member
        on
            found.destination_group_id = member.destination_group_id
            and found.end_user_hq_group = member.end_user_hq_group
    join core.status_word as word on found.status_enforced = word.status
    where
        found.chip_id = 'nvidia-h20'
        and member.country_code = 'CHN'
        and member.valid_to_date is null
),

flip as (
    select status.valid_from_date, status.status_enforced
    from status
    cross join claim
    where
        status.valid_from_date > claim.as_of_date
        and status.licence_requirement <> 'no'
    order by status.valid_from_date
    limit 1
)

select
    'all' as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    case
        when status.status_enforced = 'not_controlled' then 1.0::double
        when status.licence_requirement = 'yes' then 0.0::double
    end as value,
    'estimated' as value_basis,
    concat(
        'to China on ', claim.as_of_date, ': ', status.status_enforced,
        '; ', coalesce('from ' || flip.valid_from_date || ': ' || flip.status_enforced, 'unchanged since')
    ) as finding
from claim
join status
    on
        holds_on(claim.as_of_date, status.valid_from_date, status.valid_to_date)
left join flip on true
