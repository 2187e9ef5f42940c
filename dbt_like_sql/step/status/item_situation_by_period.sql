with item_period as (
    select
        item.item_id, period.valid_from_date, period.valid_to_date,
        period.provisions_from_date, period.rule_version_id, jurisdiction.is_subject_to_ear
    from core.item as item
    join core.item_jurisdiction as jurisdiction on item.item_id = jurisdiction.item_id
    cross join core.legal_period as period
),

in_case as (
    select
        item_id, rule_version_id,
        list(distinct case_id order by case_id) as case_ids
    from step.item_case_by_rule_version
    group by item_id, rule_version_id
),

about as (
    select
        result.item_id,
        period.valid_from_date,
        event.rule_event_id,
        result.is_named,
        event.is_foreign,
        event.changes_status,
        event.is_laid_over as is_letter,
        result.is_addressed and result.result = 'yes' and event.is_scope_published as is_sure,
        result.is_addressed,
        result.item_basis
    from step.event_result_by_item as result
    join core.rule_event as event on result.rule_event_id = event.rule_event_id
    join core.legal_period as period
        on
            holds_on(
                period.valid_from_date, coalesce(event.effective_date, event.announced_date), event.ended_date
            )
),

gathered as (
    select
        item_id,
        valid_from_date,
        list(rule_event_id order by rule_event_id) filter (where is_letter and not is_foreign)
            as letter_event_ids,
        list(rule_event_id order by rule_event_id)
            filter (where is_letter and not is_foreign and is_sure) as sure_letter_event_ids,
        list(rule_event_id order by rule_event_id)
            filter (where is_letter and not is_foreign and not is_addressed)
            as unaddressed_letter_event_ids,
        list(item_basis order by rule_event_id) filter (where is_letter and not is_foreign)
            as letter_bases,
        list(rule_event_id order by rule_event_id)
            filter (where is_named and not changes_status and not is_foreign) as noted_event_ids,
        list(rule_event_id order by rule_event_id) filter (where is_foreign) as foreign_event_ids
    from about
    group by item_id, valid_from_date
),

situation as (
    select
        item_period.item_id,
        item_period.valid_from_date,
        item_period.valid_to_date,
        item_period.provisions_from_date,
        item_period.rule_version_id,
        item_period.is_subject_to_ear,
        coalesce(in_case.case_ids, ['none']) as case_ids,
        coalesce(gathered.letter_event_ids, cast([] as varchar[])) as letter_event_ids,
        coalesce(gathered.sure_letter_event_ids, cast([] as varchar[])) as sure_letter_event_ids,
        coalesce(gathered.unaddressed_letter_event_ids, cast([] as varchar[]))
            as unaddressed_letter_event_ids,
        coalesce(gathered.letter_bases, cast([] as varchar[])) as letter_bases,
        coalesce(gathered.noted_event_ids, cast([] as varchar[])) as noted_event_ids,
        coalesce(gathered.foreign_event_ids, cast([] as varchar[])) as foreign_event_ids
    from item_period
    left join in_case
        on
            item_period.item_id = in_case.item_id
            and item_period.rule_version_id = in_case.rule_version_id
    left join gathered
        on
            item_period.item_id = gathered.item_id
            and item_period.valid_from_date = gathered.valid_from_date
)

select
    md5(cast(row(
        provisions_from_date, is_subject_to_ear, case_ids, letter_event_ids, sure_letter_event_ids,
        unaddressed_letter_event_ids, letter_bases, noted_event_ids, foreign_event_ids
    ) as varchar)) as situation_id,
    provisions_from_date,
    rule_version_id,
    is_subject_to_ear,
    case_ids,
    letter_event_ids,
    sure_letter_event_ids,
    unaddressed_letter_event_ids,
    letter_bases,
    noted_event_ids,
    foreign_event_ids,
    item_id,
    valid_from_date,
    valid_to_date
from situation
