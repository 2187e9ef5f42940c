with situation_letter as (
    select situation_id, unnest(letters) as said
    from (select distinct situation_id, letters from step.item_situation_by_period) as situation
),

early_policy as (
    select
        event.rule_event_id,
        member.destination_group_id,
        member.end_user_hq_group,
        arg_max(provision.resulting_status, provision.precedence) as status
    from core.rule_event as event
    join core.legal_provision as provision
        on
            provision.provision_kind = 'review_policy'
            and event.rule_version_id = provision.rule_version_id
            and list_has_any(event.paragraphs, provision.control_paragraphs)
            and provision.applies_to in ('any', event.applies_to)
    join core.destination_scope_member as member on provision.scope_id = member.scope_id
    where event.effect = 'effective_early'
    group by event.rule_event_id, member.destination_group_id, member.end_user_hq_group
),

movement as (
    select unnest(['export_us', 'reexport', 'transfer']) as transaction
)

select
    situation_letter.situation_id,
    member.destination_group_id,
    member.end_user_hq_group,
    movement.transaction,
    event.rule_event_id,
    event.effect,
    split_part(situation_letter.said, ' ', 2) = 'yes' as is_sure,
    split_part(situation_letter.said, ' ', 2) <> 'unaddressed' as is_addressed,
    split_part(situation_letter.said, ' ', 3) as item_basis,
    coalesce(event.resulting_status, early_policy.status, 'licence_policy_unknown')
        as resulting_status
from situation_letter
join core.rule_event as event
    on split_part(situation_letter.said, ' ', 1) = event.rule_event_id
join core.destination_scope_member as member on event.rule_event_id = member.scope_id
join movement
    on
        event.transactions is null
        or list_contains(event.transactions, movement.transaction)
left join early_policy
    on
        event.rule_event_id = early_policy.rule_event_id
        and member.destination_group_id = early_policy.destination_group_id
        and member.end_user_hq_group = early_policy.end_user_hq_group
