-- by: situation_id
with ranked as (
    select letter.*, status_word.strictness
    from step.letter_effect_by_destination_group as letter
    join core.status_word as status_word on letter.resulting_status = status_word.status
    where status_word.strictness is not null
),

deciding as (
    select *
    from ranked
    qualify not is_sure or not is_addressed or strictness = max(strictness) filter (where is_sure) over (
        partition by situation_id, destination_group_id, end_user_hq_group, transaction
    )
)

select
    situation_id,
    destination_group_id,
    end_user_hq_group,
    transaction,
    arg_max(resulting_status, strictness) filter (where is_sure) as sure_status,
    arg_max(resulting_status, strictness) filter (where is_addressed and not is_sure)
        as open_status,
    arg_max(resulting_status, strictness) filter (where not is_addressed) as others_status,
    coalesce(
        list(rule_event_id order by rule_event_id) filter (where is_addressed),
        cast([] as varchar[])
    ) as event_ids,
    case
        when bool_or(is_sure and item_basis = 'reported') then 'reported'
        when bool_or(is_sure and item_basis = 'estimated') then 'estimated'
        when bool_or(is_sure) then 'imputed'
        else min(item_basis) filter (where is_addressed)
    end as item_basis,
    bool_or(is_addressed and effect = 'effective_early') as is_early,
    bool_or(is_addressed and effect = 'violation_presumed') as is_presumed,
    bool_or(is_addressed and item_basis = 'imputed') as is_imputed,
    bool_or(is_addressed and not is_sure) as is_open
from deciding
group by situation_id, destination_group_id, end_user_hq_group, transaction
