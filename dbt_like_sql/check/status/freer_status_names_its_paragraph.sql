-- severity: blocking
-- description: where a status becomes freer, a provision or an event begins or ends that day, a document changes the paragraph that controlled, or a membership changes which rows or letters reach there
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
        later.valid_from_date as change_date, false as is_move,
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
        move.change_date, true, move.group_from_id, move.group_to_id,
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
        pair.change_date, pair.is_move, pair.group_to_id,
        later.item_id, later.end_user_hq_group, later.transaction,
        earlier.status_text as text_from, later.status_text as text_to,
        earlier.status_enforced as enforced_from, later.status_enforced as enforced_to,
        list_concat(
            earlier.requirement_ids, earlier.review_policy_ids, earlier.review_policy_enforced_ids,
            later.review_policy_ids, later.review_policy_enforced_ids
        ) as provision_ids,
        list_concat(later.exception_ids, later.exception_enforced_ids) as exception_codes,
        list_concat(earlier.overlay_event_ids, later.overlay_event_ids) as event_ids,
        pair.is_move and (
            earlier.requirement_ids <> later.requirement_ids
            or earlier.exception_ids <> later.exception_ids
            or earlier.review_policy_ids <> later.review_policy_ids
            or len(list_filter(letter.ids, lambda x: list_contains(earlier.overlay_event_ids, x)
                and not list_contains(later.overlay_event_ids, x))) > 0
        ) as is_reached_anew,
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
        provision_id, exception_code,
        unnest([text_from_date, text_to_date, enforced_from_date, enforced_to_date]) as change_date
    from core.legal_provision
),

event_day as (
    select rule_event_id, unnest([effective_date, ended_date]) as change_date
    from core.rule_event
),

changed_paragraph as (
    select
        rule_version_id, effective_date as change_date,
        unnest(string_split(changed_locators, ';')) as stem
    from core.rule_version
    where changed_locators is not null
),

named as (
    select distinct step.*
    from step
    join provision_day
        on
            step.change_date = provision_day.change_date
            and (
                list_contains(step.provision_ids, provision_day.provision_id)
                or list_contains(step.exception_codes, provision_day.exception_code)
            )
    union
    select distinct step.*
    from step
    join event_day
        on
            step.change_date = event_day.change_date
            and list_contains(step.event_ids, event_day.rule_event_id)
    union
    select distinct step.*
    from step
    join changed_paragraph
        on
            step.rule_version_id = changed_paragraph.rule_version_id
            and step.change_date = changed_paragraph.change_date
            and len(list_filter(
                step.left_paragraphs, lambda x: starts_with(x, changed_paragraph.stem)
            )) > 0
    union
    select distinct *
    from step
    where is_reached_anew
)

select
    item_id, group_to_id, end_user_hq_group, transaction, change_date, text_from, text_to,
    enforced_from, enforced_to
from step
except
select
    item_id, group_to_id, end_user_hq_group, transaction, change_date, text_from, text_to,
    enforced_from, enforced_to
from named
