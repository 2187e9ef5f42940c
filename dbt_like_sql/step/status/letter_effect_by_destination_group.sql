-- by: situation_id
with situation_letter as (
    select
        situation_id,
        sure_letter_event_ids,
        unaddressed_letter_event_ids,
        unnest(letter_event_ids) as rule_event_id,
        unnest(letter_bases) as item_basis
    from step.situation
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
)

select
    situation_letter.situation_id,
    member.destination_group_id,
    member.end_user_hq_group,
    movement.transaction,
    event.rule_event_id,
    event.effect,
    list_contains(situation_letter.sure_letter_event_ids, situation_letter.rule_event_id) as is_sure,
    not list_contains(situation_letter.unaddressed_letter_event_ids, situation_letter.rule_event_id)
        as is_addressed,
    situation_letter.item_basis,
    coalesce(event.resulting_status, early_policy.status, 'licence_policy_unknown')
        as resulting_status
from situation_letter
join core.rule_event as event on situation_letter.rule_event_id = event.rule_event_id
join core.destination_scope_member as member on event.rule_event_id = member.scope_id
join core.transaction_kind as movement
    on
        event.transactions is null
        or list_contains(event.transactions, movement.transaction)
left join early_policy
    on
        event.rule_event_id = early_policy.rule_event_id
        and member.destination_group_id = early_policy.destination_group_id
        and member.end_user_hq_group = early_policy.end_user_hq_group
