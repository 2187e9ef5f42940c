with claim as (
    select as_of_date from core.claim
    where claim_id = 'C07' and conjunct = 'b'
)

select
    'all' as claim_scope,
    'none' as scenario,
    'tier_all' as confidence_tier,
    case word.licence_requirement when 'yes' then 1.0::double when 'no' then 0.0::double end as value,
    'estimated' as value_basis,
    concat('by the text of ', status.rule_version_id, ' an H20 to China is ', status.status_text) as finding
from metric.control_status_by_chip_destination_group as status
join core.destination_group_member as member
    on
        status.destination_group_id = member.destination_group_id
        and status.end_user_hq_group = member.end_user_hq_group
join core.status_word as word on status.status_text = word.status
join claim
    on
        holds_on(claim.as_of_date, status.valid_from_date, status.valid_to_date)
where
    status.chip_id = 'nvidia-h20'
    and member.country_code = 'CHN'
    and member.valid_to_date is null
