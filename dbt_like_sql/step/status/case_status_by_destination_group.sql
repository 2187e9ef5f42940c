-- only: core.word_set = waiving_effect
with period_case as (
    select legal_case.*, period.valid_from_date
    from step.legal_case_by_rule_version as legal_case
    join core.legal_period as period
        on
            legal_case.rule_version_id = period.rule_version_id
            and period.valid_from_date = period.provisions_from_date
),

provision as (
    select
        *,
        unnest(control_paragraphs) as paragraph
    from core.legal_provision
    where not needs_special_use
),

in_force as (
    select
        period_case.case_id,
        period_case.rule_version_id,
        period_case.valid_from_date,
        period_case.parameter_paragraph,
        provision.provision_id,
        provision.provision_kind,
        provision.exception_code,
        provision.precedence,
        provision.resulting_status,
        provision.scope_id,
        provision.transactions,
        provision.ambiguity_ids,
        provision.rule_version_id as brought_by_id,
        holds_on(period_case.valid_from_date, provision.text_from_date, provision.text_to_date) as is_text,
        holds_on(
            period_case.valid_from_date, provision.enforced_from_date, provision.enforced_to_date
        ) as is_enforced
    from period_case
    join provision
        on
            period_case.parameter_paragraph = provision.paragraph
            and (
                provision.tested_locator is null
                or list_contains(period_case.passed_locators, provision.tested_locator)
            )
            and (
                provision.designer_group_code is null
                or list_contains(period_case.designer_group_codes, provision.designer_group_code)
            )
            and (not provision.needs_us_market or period_case.is_us_marketed)
            and case provision.applies_to
                when 'datacenter' then coalesce(period_case.is_datacenter, false)
                when 'not_datacenter' then not coalesce(period_case.is_datacenter, true)
                else true
            end
),

reach as (
    select
        in_force.case_id, in_force.rule_version_id, in_force.valid_from_date,
        in_force.parameter_paragraph, in_force.provision_id, in_force.provision_kind,
        in_force.exception_code, in_force.precedence, in_force.resulting_status,
        in_force.ambiguity_ids, in_force.brought_by_id, in_force.is_text, in_force.is_enforced,
        member.destination_group_id,
        member.end_user_hq_group,
        unnest(in_force.transactions) as transaction
    from in_force
    join core.destination_scope_member as member on in_force.scope_id = member.scope_id
    where in_force.is_text or in_force.is_enforced
),

withheld as (
    select
        reach.case_id, reach.rule_version_id, reach.valid_from_date, reach.provision_id,
        reach.destination_group_id, reach.end_user_hq_group, reach.transaction,
        list(distinct event.rule_event_id order by event.rule_event_id) as event_ids,
        flatten(list(coalesce(event.ambiguity_ids, cast([] as varchar[])))) as ambiguity_ids
    from reach
    join core.rule_event as event
        on
            event.changes_status
            and event.effect in (select unnest(words) from core.word_set where word_set_id = 'waiving_effect')
            and reach.brought_by_id = event.rule_version_id
            and holds_on(reach.valid_from_date, event.effective_date, event.ended_date)
            and (
                event.paragraphs is null
                or list_contains(event.paragraphs, reach.parameter_paragraph)
            )
            and (
                (event.effect = 'not_enforced' and reach.provision_kind = 'requirement')
                or (
                    event.effect = 'exception_not_counted'
                    and list_contains(event.exception_codes, reach.exception_code)
                )
            )
    join core.destination_scope_member as member
        on
            event.rule_event_id = member.scope_id
            and reach.destination_group_id = member.destination_group_id
            and reach.end_user_hq_group = member.end_user_hq_group
    group by
        reach.case_id, reach.rule_version_id, reach.valid_from_date, reach.provision_id,
        reach.destination_group_id, reach.end_user_hq_group, reach.transaction
),

effective as (
    select
        reach.case_id, reach.rule_version_id, reach.valid_from_date,
        reach.destination_group_id, reach.end_user_hq_group, reach.transaction,
        reach.provision_id, reach.provision_kind, reach.exception_code, reach.precedence,
        reach.resulting_status,
        list_concat(
            coalesce(reach.ambiguity_ids, cast([] as varchar[])),
            coalesce(withheld.ambiguity_ids, cast([] as varchar[]))
        ) as ambiguity_ids,
        reach.is_text,
        reach.is_enforced and withheld.event_ids is null as is_enforced,
        withheld.event_ids
    from reach
    left join withheld
        on
            reach.case_id = withheld.case_id
            and reach.rule_version_id = withheld.rule_version_id
            and reach.valid_from_date = withheld.valid_from_date
            and reach.provision_id = withheld.provision_id
            and reach.destination_group_id = withheld.destination_group_id
            and reach.end_user_hq_group = withheld.end_user_hq_group
            and reach.transaction = withheld.transaction
),

gathered as (
    select
        case_id, rule_version_id, valid_from_date,
        destination_group_id, end_user_hq_group, transaction,
        list(provision_id order by provision_id)
            filter (where provision_kind = 'requirement' and is_text) as requirement_ids,
        list(provision_id order by provision_id)
            filter (where provision_kind = 'requirement' and is_enforced)
            as requirement_enforced_ids,
        list(distinct exception_code order by exception_code)
            filter (where provision_kind = 'exception' and is_text) as exception_ids,
        list(distinct exception_code order by exception_code)
            filter (where provision_kind = 'exception' and is_enforced) as exception_enforced_ids,
        min(resulting_status) filter (where provision_kind = 'exception' and is_text)
            as exception_status,
        min(resulting_status) filter (where provision_kind = 'exception' and is_enforced)
            as exception_enforced_status,
        arg_max(provision_id, precedence)
            filter (where provision_kind = 'review_policy' and is_text) as policy_id,
        arg_max(provision_id, precedence)
            filter (where provision_kind = 'review_policy' and is_enforced) as policy_enforced_id,
        arg_max(resulting_status, precedence)
            filter (where provision_kind = 'review_policy' and is_text) as policy_status,
        arg_max(resulting_status, precedence)
            filter (where provision_kind = 'review_policy' and is_enforced)
            as policy_enforced_status,
        list_sort(list_distinct(flatten(
            list(event_ids) filter (where event_ids is not null)
        ))) as not_enforced_event_ids,
        list_sort(list_distinct(flatten(
            list(ambiguity_ids) filter (where ambiguity_ids is not null and is_text)
        ))) as ambiguity_ids
    from effective
    group by
        case_id, rule_version_id, valid_from_date,
        destination_group_id, end_user_hq_group, transaction
)

select
    case_id,
    rule_version_id,
    destination_group_id,
    end_user_hq_group,
    transaction,
    valid_from_date,
    case
        when requirement_ids is null then 'not_controlled'
        else coalesce(exception_status, policy_status, 'licence_policy_unknown')
    end as status_text,
    case
        when requirement_enforced_ids is null then 'not_controlled'
        else coalesce(
            exception_enforced_status, policy_enforced_status, 'licence_policy_unknown'
        )
    end as status_enforced,
    coalesce(requirement_ids, cast([] as varchar[])) as requirement_ids,
    coalesce(requirement_enforced_ids, cast([] as varchar[])) as requirement_enforced_ids,
    case when requirement_ids is null then cast([] as varchar[])
        else coalesce(exception_ids, cast([] as varchar[])) end as exception_ids,
    case when requirement_enforced_ids is null then cast([] as varchar[])
        else coalesce(exception_enforced_ids, cast([] as varchar[])) end
        as exception_enforced_ids,
    case when requirement_ids is null or policy_id is null then cast([] as varchar[])
        else [policy_id] end as review_policy_ids,
    case
        when requirement_enforced_ids is null or policy_enforced_id is null
            then cast([] as varchar[])
        else [policy_enforced_id]
    end as review_policy_enforced_ids,
    coalesce(not_enforced_event_ids, cast([] as varchar[])) as not_enforced_event_ids,
    coalesce(ambiguity_ids, cast([] as varchar[])) as ambiguity_ids
from gathered
