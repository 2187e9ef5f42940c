with claim as (
    select as_of_date from core.claim
    where claim_id = 'C13' and conjunct = 'c'
),

status as (
    select
        found.destination_group_id,
        bool_or(
            found.rule_version_id in ('us-3a090-2025-01', 'us-3a090-2025-01-fdd')
            and word.licence_requirement = 'yes'
        ) as is_asked
    from metric.control_status_by_chip_destination_group as found
    join core.status_word as word on found.status_text = word.status
    join core.rule_version as version on version.rule_version_id = 'us-3a090-2025-01'
    cross join claim
    where
        found.chip_id = 'nvidia-h100-sxm'
        and found.valid_from_date <= claim.as_of_date
        and coalesce(found.valid_to_date, claim.as_of_date) >= version.effective_date
    group by found.destination_group_id
),

earlier as (
    select distinct found.destination_group_id
    from metric.control_status_by_chip_destination_group as found
    join core.rule_version as version on version.rule_version_id = 'us-3a090-2025-01'
    where
        found.chip_id = 'nvidia-h100-sxm'
        and found.status_text = 'not_controlled'
        and found.valid_from_date < version.effective_date
        and found.valid_to_date = version.effective_date
)

select
    'all' as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    if(
        max(version.announced_date) <= max(claim.as_of_date)
        and count(*) filter (where status.is_asked and earlier.destination_group_id is not null) > 0,
        1.0, 0.0
    )::double as value,
    'estimated' as value_basis,
    concat(
        'an H100 needs a licence or an exception from ', max(version.effective_date), ' in ',
        count(*) filter (where status.is_asked and earlier.destination_group_id is not null),
        ' groups of destinations that were free before'
    ) as finding
from status
left join earlier on status.destination_group_id = earlier.destination_group_id
cross join claim
cross join core.rule_version as version
where version.rule_version_id = 'us-3a090-2025-01'
