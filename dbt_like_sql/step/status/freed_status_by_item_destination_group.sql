-- question: Which paragraph made an answer freer, and on which day?
-- example: select change_date, status_text_before, status_text, freed_by from step.freed_status_by_item_destination_group where item_id = 'nvidia-h200-sxm' and destination_group_id like 'chn-%' and transaction = 'export_us' order by all limit 5
with held as (
    select status.*, text_word.strictness as text_strictness,
        enforced_word.strictness as enforced_strictness
    from metric.control_status_by_item_destination_group as status
    left join core.status_word as text_word on status.status_text = text_word.status
    left join core.status_word as enforced_word on status.status_enforced = enforced_word.status
),

letter as (
    select list(rule_event_id) as ids
    from core.rule_event
    where changes_status and effect in ('licence_required', 'effective_early')
),

move as (
    select distinct
        earlier.destination_group_id as group_from_id,
        later.destination_group_id as group_to_id,
        later.valid_from_date as change_date
    from core.destination_group_member as earlier
    join core.destination_group_member as later
        on
            earlier.country_code = later.country_code
            and earlier.valid_to_date = later.valid_from_date
            and earlier.destination_group_id <> later.destination_group_id
),

pair as (
    select
        later.valid_from_date as change_date,
        later.destination_group_id as group_from_id, later.destination_group_id as group_to_id,
        later.item_id, later.end_user_hq_group, later.transaction,
        earlier.valid_from_date as earlier_from_date, later.valid_from_date as later_from_date
    from held as later
    join held as earlier
        on
            later.item_id = earlier.item_id
            and later.destination_group_id = earlier.destination_group_id
            and later.end_user_hq_group = earlier.end_user_hq_group
            and later.transaction = earlier.transaction
            and later.valid_from_date = earlier.valid_to_date
    where
        later.text_strictness < earlier.text_strictness
        or later.enforced_strictness < earlier.enforced_strictness
    union all
    select
        move.change_date, move.group_from_id, move.group_to_id,
        later.item_id, later.end_user_hq_group, later.transaction,
        earlier.valid_from_date, later.valid_from_date
    from move
    join held as later
        on
            move.group_to_id = later.destination_group_id
            and later.valid_from_date <= move.change_date
            and (later.valid_to_date is null or move.change_date < later.valid_to_date)
    join held as earlier
        on
            later.item_id = earlier.item_id
            and later.end_user_hq_group = earlier.end_user_hq_group
            and later.transaction = earlier.transaction
            and move.group_from_id = earlier.destination_group_id
            and earlier.valid_from_date < move.change_date
            and (earlier.valid_to_date is null or move.change_date <= earlier.valid_to_date)
    where
        later.text_strictness < earlier.text_strictness
        or later.enforced_strictness < earlier.enforced_strictness
),

step as (
    select
        pair.change_date, pair.group_from_id, pair.group_to_id,
        later.item_id, later.end_user_hq_group, later.transaction,
        earlier.status_text as status_text_before, later.status_text,
        earlier.status_enforced as status_enforced_before, later.status_enforced,
        pair.group_from_id <> pair.group_to_id as is_move,
        list_concat(
            earlier.requirement_ids, earlier.review_policy_ids, earlier.review_policy_enforced_ids
        ) as provision_ids_before,
        list_concat(
            later.requirement_ids, later.review_policy_ids, later.review_policy_enforced_ids
        ) as provision_ids,
        list_concat(earlier.exception_ids, earlier.exception_enforced_ids) as exceptions_before,
        list_concat(later.exception_ids, later.exception_enforced_ids) as exceptions,
        list_filter(letter.ids, lambda x: list_contains(earlier.overlay_event_ids, x)
            and not list_contains(later.overlay_event_ids, x)) as lost_letters,
        list_concat(earlier.overlay_event_ids, later.overlay_event_ids) as event_ids,
        later.rule_version_id,
        case
            when earlier.paragraph_set <> later.paragraph_set then earlier.paragraph_set
            else cast([] as varchar[])
        end as left_paragraphs
    from pair
    join held as later
        on
            pair.item_id = later.item_id
            and pair.group_to_id = later.destination_group_id
            and pair.end_user_hq_group = later.end_user_hq_group
            and pair.transaction = later.transaction
            and pair.later_from_date = later.valid_from_date
    join held as earlier
        on
            pair.item_id = earlier.item_id
            and pair.group_from_id = earlier.destination_group_id
            and pair.end_user_hq_group = earlier.end_user_hq_group
            and pair.transaction = earlier.transaction
            and pair.earlier_from_date = earlier.valid_from_date
    cross join letter
),

provision_day as (
    select
        provision_id, exception_code, coalesce(locator, citation) as locator,
        unnest([
            text_from_date, text_to_date,
            nullif(enforced_from_date, text_from_date), nullif(enforced_to_date, text_to_date)
        ]) as change_date,
        unnest(['begins', 'ends', 'is enforced', 'is no longer enforced']) as change
    from core.legal_provision
),

event_day as (
    select
        rule_event_id, citation,
        unnest([effective_date, ended_date]) as change_date,
        unnest(['begins', 'ends']) as change
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
    select step.*, day.locator || ' (' || day.provision_id || ') ' || day.change as freed_by
    from step
    join provision_day as day
        on
            step.change_date = day.change_date
            and (
                list_contains(step.provision_ids, day.provision_id)
                or list_contains(step.provision_ids_before, day.provision_id)
                or list_contains(step.exceptions, day.exception_code)
            )
    union all
    select step.*, day.rule_event_id || ' (' || day.citation || ') ' || day.change
    from step
    join event_day as day
        on step.change_date = day.change_date and list_contains(step.event_ids, day.rule_event_id)
    union all
    select step.*, paragraph.stem || ' as changed by ' || paragraph.citation
    from step
    join changed_paragraph as paragraph
        on
            step.rule_version_id = paragraph.rule_version_id
            and step.change_date = paragraph.change_date
            and len(list_filter(step.left_paragraphs, lambda x: starts_with(x, paragraph.stem))) > 0
    union all
    select
        step.*,
        coalesce(provision.locator, provision.citation) || ' (' || provision.provision_id || ') ' || case
            when list_contains(step.provision_ids, provision.provision_id)
                or (
                    list_contains(step.exceptions, provision.exception_code)
                    and not list_contains(step.exceptions_before, provision.exception_code)
                )
                then 'reaches it'
            else 'no longer reaches it'
        end
    from step
    join core.legal_provision as provision
        on
            list_contains(step.provision_ids, provision.provision_id)
            <> list_contains(step.provision_ids_before, provision.provision_id)
            or list_contains(step.exceptions, provision.exception_code)
            <> list_contains(step.exceptions_before, provision.exception_code)
    where step.is_move
    union all
    select step.*, letter.rule_event_id || ' (' || letter.citation || ') no longer reaches it'
    from step
    join core.rule_event as letter on list_contains(step.lost_letters, letter.rule_event_id)
    where step.is_move
)

select
    step.item_id,
    step.group_from_id,
    step.group_to_id as destination_group_id,
    step.end_user_hq_group,
    step.transaction,
    step.change_date,
    step.status_text_before,
    step.status_text,
    step.status_enforced_before,
    step.status_enforced,
    coalesce(
        list(distinct named.freed_by order by named.freed_by) filter (where named.freed_by is not null), []
    ) as freed_by
from step
left join named
    on
        step.item_id = named.item_id
        and step.group_from_id = named.group_from_id
        and step.group_to_id = named.group_to_id
        and step.end_user_hq_group = named.end_user_hq_group
        and step.transaction = named.transaction
        and step.change_date = named.change_date
group by all
