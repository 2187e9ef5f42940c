-- severity: blocking
-- description: for every item and country, on the first and last day of every period, no answer is freer than where all that is not known is read against the exporter, unless it names the reading or the act that frees it
with kind as (
    select
        item_id, rule_version_id, control_paragraph, is_datacenter, is_partner_design, met_locators,
        hash(is_datacenter, is_partner_design, met_locators) as kind_id
    from step.strict_paragraph_by_item_rule_version
),

side as (
    select unnest(['text', 'enforced']) as side
),

-- What is not judged may be as strict as the strictest that a policy not known may hide.
demand_word as (
    select
        word.status,
        case word.licence_requirement
            when 'not_knowable' then open_policy.strictest_strictness
            else word.strictness
        end as strictness
    from core.status_word as word
    cross join core.status_word as open_policy
    where word.strictness is not null and open_policy.status = 'licence_policy_unknown'
),

provision as (
    select
        provision.*, side.side,
        case side.side when 'text' then text_from_date else enforced_from_date end as from_date,
        coalesce(case side.side when 'text' then text_to_date else enforced_to_date end, date '9999-12-31')
            as to_date,
        coalesce(ambiguity_ids, cast([] as varchar[])) as reading_ids
    from core.legal_provision as provision
    cross join side
    where not needs_special_use
),

placed as (
    select
        provision.provision_kind, provision.exception_code, provision.precedence, provision.applies_to,
        provision.tested_locator, provision.designer_group_code, provision.rule_version_id,
        provision.side, provision.from_date, provision.to_date, provision.reading_ids,
        provision.control_paragraphs, word.strictness,
        member.destination_group_id, member.end_user_hq_group, unnest(provision.transactions) as transaction
    from provision
    join core.destination_scope_member as member on provision.scope_id = member.scope_id
    left join demand_word as word on provision.resulting_status = word.status
),

waiver as (
    select event.*, member.destination_group_id, member.end_user_hq_group
    from core.rule_event as event
    join core.destination_scope_member as member on event.rule_event_id = member.scope_id
    where event.changes_status and event.effect in (select unnest(words) from core.word_set where word_set_id = 'waiving_effect')
),

inhabited as (
    select distinct period.*, member.destination_group_id
    from core.legal_period as period
    join core.destination_group_member as member
        on
            share_a_day(
                member.valid_from_date, member.valid_to_date,
                period.valid_from_date, period.valid_to_date
            )
),

bearing as (
    select
        kind.control_paragraph, kind.kind_id,
        period.rule_version_id, period.valid_from_date,
        placed.side, placed.destination_group_id, placed.end_user_hq_group, placed.transaction,
        placed.provision_kind, placed.strictness, placed.precedence, placed.reading_ids,
        (placed.tested_locator is null or list_contains(kind.met_locators, placed.tested_locator))
        and (placed.designer_group_code is null or kind.is_partner_design)
        and case placed.applies_to
            when 'datacenter' then coalesce(kind.is_datacenter, false)
            when 'not_datacenter' then not coalesce(kind.is_datacenter, true)
            else true
        end as is_met,
        coalesce(list(waiver.rule_event_id) filter (where waiver.rule_event_id is not null), [])
            as waiver_ids
    from (select distinct * exclude (item_id) from kind) as kind
    join inhabited as period on kind.rule_version_id = period.rule_version_id
    join placed
        on
            list_contains(placed.control_paragraphs, kind.control_paragraph)
            and placed.destination_group_id = period.destination_group_id
            and placed.from_date <= period.valid_from_date
            and period.valid_from_date < placed.to_date
    left join waiver
        on
            placed.side = 'enforced'
            and placed.rule_version_id = waiver.rule_version_id
            and placed.destination_group_id = waiver.destination_group_id
            and placed.end_user_hq_group = waiver.end_user_hq_group
            and holds_on(period.valid_from_date, waiver.effective_date, waiver.ended_date)
            and (waiver.paragraphs is null or list_contains(waiver.paragraphs, kind.control_paragraph))
            and case waiver.effect
                when 'not_enforced' then placed.provision_kind = 'requirement'
                else list_contains(waiver.exception_codes, placed.exception_code)
            end
    group by all
),

demand as (
    select
        rule_version_id, control_paragraph, kind_id, valid_from_date, side,
        destination_group_id, end_user_hq_group, transaction,
        list(waiver_ids) filter (where provision_kind = 'requirement') as requirements,
        coalesce(list({'strictness': strictness, 'reading_ids': reading_ids}) filter (
            where provision_kind = 'exception' and is_met and waiver_ids = []
        ), []) as exceptions,
        coalesce(list({
            'strictness': strictness, 'reading_ids': reading_ids, 'precedence': precedence, 'is_met': is_met
        }) filter (where provision_kind = 'review_policy'), []) as policies
    from bearing
    group by all
    having requirements is not null
),

day as (
    select valid_from_date, row_number() over (order by valid_from_date) as day_number
    from (select distinct valid_from_date from core.legal_period)
),

numbered as (
    select
        *,
        day_number - row_number() over (
            partition by
                rule_version_id, control_paragraph, kind_id, side, destination_group_id, end_user_hq_group,
                transaction, requirements, exceptions, policies
            order by day_number
        ) as stay_id
    from demand
    join day using (valid_from_date)
),

-- Periods on end in which the same may be asked are one stay, and an answer is held against it once.
stay as (
    select
        * exclude (valid_from_date, day_number, stay_id),
        min(valid_from_date) as first_date, max(valid_from_date) as last_date
    from numbered
    group by all
),

answer as (
    select
        status.item_id, status.destination_group_id, status.end_user_hq_group, status.transaction,
        status.valid_from_date, coalesce(status.valid_to_date, date '9999-12-31') as end_date,
        status.ambiguity_ids, status.overlay_event_ids,
        side.side, word.status as answer, word.strictest_strictness
    from metric.control_status_by_item_destination_group as status
    cross join side
    join core.status_word as word
        on case side.side when 'text' then status.status_text else status.status_enforced end = word.status
    where word.strictest_strictness < (select max(strictness) from placed)
),

asked as (
    select
        answer.* exclude (ambiguity_ids, overlay_event_ids, valid_from_date, end_date),
        greatest(answer.valid_from_date, stay.first_date) as day,
        {
            'ambiguity_ids': answer.ambiguity_ids, 'overlay_event_ids': answer.overlay_event_ids,
            'requirements': stay.requirements, 'exceptions': stay.exceptions, 'policies': stay.policies
        } as grounds
    from answer
    join kind on answer.item_id = kind.item_id
    join stay
        on
            kind.rule_version_id = stay.rule_version_id
            and kind.control_paragraph = stay.control_paragraph
            and kind.kind_id = stay.kind_id
            and answer.destination_group_id = stay.destination_group_id
            and answer.end_user_hq_group = stay.end_user_hq_group
            and answer.transaction = stay.transaction
            and answer.side = stay.side
            and answer.valid_from_date <= stay.last_date
            and stay.first_date < answer.end_date
),

-- Many answers stand on the same grounds, and each of these is judged once.
judged as (
    select
        grounds, grounds.policies,
        list_max(list_transform(list_filter(
            grounds.policies, lambda x: x.is_met and list_has_all(grounds.ambiguity_ids, x.reading_ids)
        ), lambda x: x.precedence)) as precedence,
        list_min(list_transform(list_filter(
            grounds.exceptions, lambda x: list_has_all(grounds.ambiguity_ids, x.reading_ids)
        ), lambda x: x.strictness)) as excused
    from (select distinct grounds from asked)
    where len(list_filter(grounds.requirements, lambda x: not list_has_any(x, grounds.overlay_event_ids))) > 0
),

least as (
    select
        asked.item_id, asked.destination_group_id, asked.end_user_hq_group, asked.transaction, asked.day,
        asked.side, asked.answer, asked.strictest_strictness,
        coalesce(judged.excused, list_max(list_transform(list_filter(
            judged.policies, lambda x: x.precedence >= coalesce(judged.precedence, 0)
        ), lambda x: x.strictness)), unknown_policy.strictness) as strictness,
        'the list' as asked_by
    from asked
    join judged on asked.grounds = judged.grounds
    cross join (select strictness from demand_word where status = 'licence_policy_unknown') as unknown_policy
    union all
    select
        answer.item_id, answer.destination_group_id, answer.end_user_hq_group, answer.transaction,
        placed.from_date, answer.side, answer.answer, answer.strictest_strictness, placed.strictness, 'an embargo'
    from answer
    join placed
        on
            list_contains(placed.control_paragraphs, 'any')
            and answer.destination_group_id = placed.destination_group_id
            and answer.end_user_hq_group = placed.end_user_hq_group
            and answer.transaction = placed.transaction
            and answer.side = placed.side
            and answer.valid_from_date < placed.to_date
            and placed.from_date < answer.end_date
    union all
    select
        answer.item_id, answer.destination_group_id, answer.end_user_hq_group, answer.transaction,
        event.effective_date, answer.side, answer.answer, answer.strictest_strictness, word.strictness, event.rule_event_id
    from answer
    join step.event_result_by_item as result on answer.item_id = result.item_id
    join core.rule_event as event on result.rule_event_id = event.rule_event_id
    join core.destination_scope_member as member
        on
            event.rule_event_id = member.scope_id
            and answer.destination_group_id = member.destination_group_id
            and answer.end_user_hq_group = member.end_user_hq_group
    join demand_word as word on coalesce(event.resulting_status, 'licence_policy_unknown') = word.status
    where
        answer.side = 'enforced' and event.is_laid_over and not event.is_foreign
        and (event.transactions is null or list_contains(event.transactions, answer.transaction))
        and (result.is_addressed or not list_contains(answer.ambiguity_ids, 'letter-reach'))
        and event.effective_date < answer.end_date
        and answer.valid_from_date < coalesce(event.ended_date, date '9999-12-31')
)

select
    item_id, destination_group_id, end_user_hq_group, transaction, day, side, answer,
    'is freer than what ' || asked_by || ' may ask' as fault
from least
where strictest_strictness < strictness
