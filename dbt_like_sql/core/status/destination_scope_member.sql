-- question: Which kinds of destination does a provision or an event reach?
-- example: select destination_group_id, end_user_hq_group from core.destination_scope_member where scope_id = 'listed-groups' order by destination_group_id, end_user_hq_group
with kind as (
    select destination_group_id, min(codes) as codes
    from core.destination_group_member
    group by destination_group_id
),

pair as (
    select kind.destination_group_id, kind.codes, headquarters.end_user_hq_group
    from kind
    cross join core.headquarters_group as headquarters
),

clause as (
    select
        condition.scope_id,
        condition.clause,
        pair.destination_group_id,
        pair.end_user_hq_group,
        bool_and(
            case condition.subject
                when 'destination' then coalesce(
                    list_contains(pair.codes, 'was ' || condition.code_then),
                    false
                ) or (
                    list_contains(pair.codes, condition.code)
                    and not coalesce(
                        list_contains(pair.codes, 'was not ' || condition.code_then), false
                    )
                )
                else pair.end_user_hq_group = condition.code
            end = condition.is_member
        ) as holds
    from core.destination_condition as condition
    cross join pair
    group by
        condition.scope_id, condition.clause, pair.destination_group_id, pair.end_user_hq_group
),

listed as (
    select distinct scope_id, destination_group_id, end_user_hq_group
    from clause
    where holds
),

required as (
    select distinct
        event.rule_event_id,
        listed.destination_group_id,
        listed.end_user_hq_group
    from core.rule_event as event
    join core.rule_version as version
        on event.destination_rule_version_id = version.rule_version_id
    join core.legal_provision as provision
        on
            provision.provision_kind = 'requirement'
            and holds_on(version.effective_date, provision.text_from_date, provision.text_to_date)
            and (
                event.paragraphs is null
                or list_has_any(event.paragraphs, provision.control_paragraphs)
            )
    join listed
        on
            provision.scope_id || coalesce('-on-' || event.membership_date, '')
            = listed.scope_id
    where event.subject = 'chips'
)

select scope_id, destination_group_id, end_user_hq_group
from listed
union all
select required.rule_event_id, required.destination_group_id, required.end_user_hq_group
from required
join core.rule_event as event on required.rule_event_id = event.rule_event_id
where event.destination_scope = 'rule_version'
union all
select event.rule_event_id, pair.destination_group_id, pair.end_user_hq_group
from core.rule_event as event
cross join pair
left join required
    on
        event.rule_event_id = required.rule_event_id
        and pair.destination_group_id = required.destination_group_id
        and pair.end_user_hq_group = required.end_user_hq_group
where
    event.subject = 'chips'
    and event.destination_scope = 'outside_rule_version'
    and required.rule_event_id is null
    and (
        event.hq_groups_excepted is null
        or not list_contains(event.hq_groups_excepted, pair.end_user_hq_group)
    )
union all
select event.rule_event_id, pair.destination_group_id, pair.end_user_hq_group
from core.rule_event as event
cross join pair
where
    event.subject = 'chips'
    and event.destination_scope = 'all'
    and (event.effect = 'violation_presumed' or not list_contains(pair.codes, 'USA'))
