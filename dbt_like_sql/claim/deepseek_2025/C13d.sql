with enforced as (
    select count(*) as status_count
    from metric.control_status_by_chip_destination_group as found
    join core.status_word as word on found.status_enforced = word.status
    join core.destination_group_member as member
        on
            found.destination_group_id = member.destination_group_id
            and found.end_user_hq_group = member.end_user_hq_group
    where
        found.chip_id = 'nvidia-h100-sxm'
        and found.rule_version_id in ('us-3a090-2025-01', 'us-3a090-2025-01-fdd')
        and member.country_code = 'IND'
        and word.licence_requirement = 'yes'
)

select
    'all' as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    if(status_count > 0, 0.0::double, null) as value_low,
    if(status_count > 0, 1.0::double, null) as value_high,
    'estimated' as value_basis,
    concat('days on which the worldwide requirement was enforced for India: ', status_count) as finding
from enforced
