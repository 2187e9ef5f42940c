-- question: Which paragraph made an answer freer, and on which day?
-- example: select change_date, end_user_hq_group, status_text_before, status_text, freed_by from step.freed_status_by_item_destination_group where item_id = 'nvidia-h200-sxm' and destination_group_id like 'chn-%' and transaction = 'export_us' order by all limit 5
-- by: item_id
with held as (
    select
        item_id, destination_group_id, end_user_hq_group, transaction, valid_from_date, valid_to_date,
        status_text, status_enforced
    from metric.control_status_by_item_destination_group
),

move as (
    select distinct
        later.valid_from_date as change_date,
        earlier.destination_group_id as destination_group_from_id,
        later.destination_group_id as destination_group_to_id
    from core.destination_group_member as earlier
    join core.destination_group_member as later
        on
            earlier.country_code = later.country_code
            and earlier.valid_to_date = later.valid_from_date
            and earlier.destination_group_id <> later.destination_group_id
),

move_side as (
    select
        *,
        unnest([true, false]) as is_before,
        unnest([destination_group_from_id, destination_group_to_id]) as group_id,
        unnest([change_date - 1, change_date]) as day
    from move
),

-- The answer that ends on a day and the one that begins, in a group or where a country moved between two.
side as (
    select
        valid_from_date as change_date, destination_group_id as destination_group_from_id,
        destination_group_id as destination_group_to_id, false as is_before, *
    from held
    union all
    select valid_to_date, destination_group_id, destination_group_id, true, *
    from held
    where valid_to_date is not null
    union all
    select move.change_date, move.destination_group_from_id, move.destination_group_to_id, move.is_before, held.*
    from move_side as move
    join held
        on
            move.group_id = held.destination_group_id
            and holds_on(move.day, held.valid_from_date, held.valid_to_date)
),

turn as (
    select
        * exclude (destination_group_id, valid_to_date),
        lag(valid_from_date) over sides as valid_from_date_before,
        lag(status_text) over sides as status_text_before,
        lag(status_enforced) over sides as status_enforced_before
    from side
    window sides as (
        partition by
            change_date, destination_group_from_id, destination_group_to_id, item_id, end_user_hq_group, transaction
        order by is_before desc
    )
),

freed as (
    select
        turn.change_date, turn.destination_group_from_id, turn.destination_group_to_id, turn.item_id,
        turn.end_user_hq_group, turn.transaction,
        unnest([true, false]) as is_before,
        unnest([turn.destination_group_from_id, turn.destination_group_to_id]) as group_id,
        unnest([turn.valid_from_date_before, turn.valid_from_date]) as from_date
    from turn
    left join core.prevailing_status as by_text
        on turn.status_text_before = by_text.status and turn.status_text = by_text.added_status
    left join core.prevailing_status as in_fact
        on turn.status_enforced_before = in_fact.status and turn.status_enforced = in_fact.added_status
    where not turn.is_before and (by_text.added_is_freer or in_fact.added_is_freer)
),

stated as (
    select
        freed.*, status.status_text, status.status_enforced, status.overlay_event_ids,
        status.rule_version_id, status.paragraph_set,
        list_concat(
            status.requirement_ids, status.review_policy_ids, status.review_policy_enforced_ids
        ) as provision_ids,
        list_concat(status.exception_ids, status.exception_enforced_ids) as exceptions,
        case when freed.is_before then freed.change_date - 1 else freed.change_date end as day
    from freed
    join metric.control_status_by_item_destination_group as status
        on
            freed.item_id = status.item_id
            and freed.group_id = status.destination_group_id
            and freed.end_user_hq_group = status.end_user_hq_group
            and freed.transaction = status.transaction
            and freed.from_date = status.valid_from_date
),

-- A code of an exception stands for the rows of the law that grant it there on that day.
granted as (
    select
        stated.change_date, stated.destination_group_from_id, stated.destination_group_to_id, stated.item_id,
        stated.end_user_hq_group, stated.transaction, stated.is_before,
        list(distinct provision.provision_id) as granting_ids
    from stated
    join core.legal_provision as provision
        on
            list_contains(stated.exceptions, provision.exception_code)
            and list_contains(provision.transactions, stated.transaction)
            and (
                holds_on(stated.day, provision.text_from_date, provision.text_to_date)
                or holds_on(stated.day, provision.enforced_from_date, provision.enforced_to_date)
            )
    join core.destination_scope_member as member
        on
            provision.scope_id = member.scope_id
            and stated.group_id = member.destination_group_id
            and stated.end_user_hq_group = member.end_user_hq_group
    group by all
),

step as (
    select
        change_date, destination_group_from_id, destination_group_to_id, item_id, end_user_hq_group, transaction,
        any_value(status_text) filter (is_before) as status_text_before,
        any_value(status_text) filter (not is_before) as status_text,
        any_value(status_enforced) filter (is_before) as status_enforced_before,
        any_value(status_enforced) filter (not is_before) as status_enforced,
        any_value(list_concat(provision_ids, coalesce(granting_ids, []))) filter (is_before) as provision_ids_before,
        any_value(list_concat(provision_ids, coalesce(granting_ids, []))) filter (not is_before) as provision_ids,
        any_value(overlay_event_ids) filter (is_before) as event_ids_before,
        any_value(overlay_event_ids) filter (not is_before) as event_ids,
        any_value(rule_version_id) filter (not is_before) as rule_version_id,
        any_value(paragraph_set) filter (is_before) as left_paragraphs,
        any_value(paragraph_set) filter (not is_before) as paragraphs
    from stated
    left join granted using (
        change_date, destination_group_from_id, destination_group_to_id, item_id, end_user_hq_group, transaction,
        is_before
    )
    group by all
),

-- What asks frees by ending alone, what excepts by beginning alone, and a policy by either.
provision as (
    select
        provision_id, text_from_date, text_to_date, enforced_from_date, enforced_to_date,
        coalesce(locator, citation) as locator,
        provision_kind <> 'requirement' as may_begin,
        provision_kind <> 'exception' as may_end
    from core.legal_provision
),

provision_day as (
    select
        provision_id, locator, may_begin, may_end,
        unnest([
            text_from_date, text_to_date,
            nullif(enforced_from_date, text_from_date), nullif(enforced_to_date, text_to_date)
        ]) as change_date,
        unnest(['begins', 'ends', 'is enforced', 'is no longer enforced']) as change,
        unnest([true, false, true, false]) as is_begin
    from provision
),

-- A letter or a warning that is laid over a status asks for more, so it frees by ending alone.
event_day as (
    select rule_event_id, citation, effective_date as change_date, 'begins' as change
    from core.rule_event
    where not is_laid_over
    union all
    select rule_event_id, citation, ended_date, 'ends'
    from core.rule_event
),

changed_paragraph as (
    select
        rule_version_id, citation, effective_date as change_date,
        unnest(string_split(changed_locators, ';')) as stem
    from core.rule_version
    where changed_locators is not null
),

named as (
    select *, cast(null as varchar) as freed_by from step
    union all
    select step.*, day.locator || ' (' || day.provision_id || ') ' || day.change
    from step
    join provision_day as day
        on
            step.change_date = day.change_date
            and case when day.is_begin then day.may_begin else day.may_end end
            and (
                list_contains(step.provision_ids, day.provision_id)
                or list_contains(step.provision_ids_before, day.provision_id)
            )
    union all
    select step.*, act.rule_event_id || ' (' || act.citation || ') ' || act.change
    from step
    join event_day as act using (change_date)
    where list_contains(list_concat(step.event_ids_before, step.event_ids), act.rule_event_id)
    union all
    select step.*, paragraph.stem || ' as changed by ' || paragraph.citation
    from step
    join changed_paragraph as paragraph
        on
            step.rule_version_id = paragraph.rule_version_id
            and step.change_date = paragraph.change_date
            and step.left_paragraphs <> step.paragraphs
            and len(list_filter(step.left_paragraphs, lambda x: starts_with(x, paragraph.stem))) > 0
    union all
    select
        step.*,
        provision.locator || ' (' || provision.provision_id || ') '
        || case when list_contains(step.provision_ids, provision.provision_id) then 'reaches it' else 'no longer reaches it' end
    from step
    join provision
        on case
            when list_contains(step.provision_ids, provision.provision_id)
                then provision.may_begin and not list_contains(step.provision_ids_before, provision.provision_id)
            else provision.may_end and list_contains(step.provision_ids_before, provision.provision_id)
        end
    where step.destination_group_from_id <> step.destination_group_to_id
    union all
    select step.*, letter.rule_event_id || ' (' || letter.citation || ') no longer reaches it'
    from step
    join core.rule_event as letter
        on
            list_contains(step.event_ids_before, letter.rule_event_id)
            and not list_contains(step.event_ids, letter.rule_event_id)
    where
        step.destination_group_from_id <> step.destination_group_to_id
        and letter.is_laid_over
)

select
    item_id,
    destination_group_from_id,
    destination_group_to_id as destination_group_id,
    end_user_hq_group,
    transaction,
    change_date,
    status_text_before,
    status_text,
    status_enforced_before,
    status_enforced,
    coalesce(list(distinct freed_by order by freed_by) filter (where freed_by is not null), []) as freed_by
from named
group by all
