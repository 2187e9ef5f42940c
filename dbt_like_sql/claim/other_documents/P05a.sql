with status as (
    select found.valid_from_date, found.valid_to_date, word.licence_requirement
    from metric.control_status_by_chip_destination_group as found
    join core.destination_group_member as member
        on
            found.destination_group_id = member.destination_group_id
            and found.end_user_hq_group = member.end_user_hq_group
    join core.status_word as word on found.status_enforced = word.status
    where found.chip_id = 'nvidia-h800-sxm' and member.country_code = 'CHN' and member.valid_to_date is null
),

run as (
    select max(chip.shipping_date) as shipping_date, max(run.chip_id) as chip_id
    from core.training_run as run
    join core.chip as chip on run.chip_id = chip.chip_id
    where run.model_id = 'deepseek-v3' and run.chip_id = 'nvidia-h800-sxm'
),

found as (
    select
        bool_or(
            status.licence_requirement = 'no'
            and holds_on(run.shipping_date, status.valid_from_date, status.valid_to_date)
        ) as was_free,
        min(status.valid_from_date) filter (
            where status.valid_from_date > run.shipping_date and status.licence_requirement = 'yes'
        ) as stop_date,
        max(run.shipping_date) as shipping_date
    from status
    cross join run
    where run.chip_id is not null
)

select
    'all' as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    if(was_free and year(stop_date) = year(shipping_date), 1.0, 0.0)::double as value,
    'estimated' as value_basis,
    concat('H800 ship from ', shipping_date, ' (quarter) and need a licence from ', stop_date) as finding
from found
where was_free is not null
