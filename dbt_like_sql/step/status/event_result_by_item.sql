-- question: Which letters and announcements are about an item, or may be?
-- example: select rule_event_id, result, is_named, trigger_values from step.event_result_by_item where item_id = 'nvidia-h20' order by rule_event_id
with event as (
    select * from core.rule_event where subject = 'chips'
),

of_designers as (
    select
        event.rule_event_id,
        item_case.item_id,
        case
            when bool_and(coalesce(list_contains(event.paragraphs, item_case.parameter_paragraph), false))
                then 'yes'
            when bool_or(coalesce(list_contains(event.paragraphs, item_case.parameter_paragraph), false))
                then 'undetermined'
            else 'no'
        end as result,
        'classified in ' || string_agg(distinct item_case.control_paragraph || ' (' || item_case.clause || ')',
            ' or ' order by item_case.control_paragraph || ' (' || item_case.clause || ')') as test,
        'whether a paragraph covers it' as unknown_input
    from event
    join core.destination_group_member as home
        on
            list_contains(event.designer_hq_groups, home.end_user_hq_group)
            and holds_on(event.effective_date, home.valid_from_date, home.valid_to_date)
    join core.item_jurisdiction as jurisdiction on home.country_code = jurisdiction.designer_country_code
    join step.item_case_by_rule_version as item_case
        on
            jurisdiction.item_id = item_case.item_id
            and event.rule_version_id = item_case.rule_version_id
            and item_case.is_subject_to_ear
    group by event.rule_event_id, item_case.item_id
),

pair as (
    select
        event.rule_event_id,
        item.item_id,
        coalesce(
            list_contains(event.item_ids, item.item_id)
            or list_contains(event.item_ids, item.chip_id),
            false
        ) as is_named,
        event.item_ids is null and event.threshold_rule_version_id is null as is_about_all,
        event.threshold_rule_version_id,
        event.threshold_clauses,
        event.threshold_basis,
        event.item_basis,
        event.applies_to,
        coalesce(list_contains(event.addressee_designers, jurisdiction.designer), true)
            as is_addressed,
        parameter.is_datacenter
    from event
    cross join core.item as item
    join core.item_jurisdiction as jurisdiction on item.item_id = jurisdiction.item_id
    left join (
        select item_id, bool_or(is_datacenter) as is_datacenter
        from metric.control_parameter_by_item_rule_version
        group by item_id
    ) as parameter on item.item_id = parameter.item_id
    where
        event.addressee_designers is null
        or list_contains(event.addressee_designers, jurisdiction.designer)
        or (event.changes_status and event.threshold_rule_version_id is not null)
),

alternative as (
    select distinct rule_version_id, control_paragraphs, clause
    from core.rule_threshold
    where role in ('control', 'tariff') and clause <> 'all'
),

clause_result as (
    select
        pair.item_id,
        pair.rule_event_id,
        alternative.clause,
        case
            when bool_or(result.result = 'no') then 'no'
            when bool_and(result.result = 'yes') then 'yes'
            else 'undetermined'
        end as result,
        string_agg(result.test, '; ' order by threshold.threshold_id) as test,
        string_agg(distinct result.unknown_input, '; ') as unknown_input
    from pair
    join alternative on pair.threshold_rule_version_id = alternative.rule_version_id
    join core.rule_threshold as threshold
        on
            alternative.rule_version_id = threshold.rule_version_id
            and threshold.role in ('control', 'tariff')
            and threshold.clause in (alternative.clause, 'all')
            and threshold.control_paragraphs = alternative.control_paragraphs
    join step.threshold_result_by_item as result
        on pair.item_id = result.item_id and threshold.threshold_id = result.threshold_id
    where pair.threshold_clauses is null or list_contains(pair.threshold_clauses, alternative.clause)
    group by pair.item_id, pair.rule_event_id, alternative.clause
),

scope_result as (
    select item_id, rule_event_id, clause, result, test, unknown_input from clause_result
    union all
    select item_id, rule_event_id, 'designer', result, test, unknown_input from of_designers
),

threshold_result as (
    select
        item_id,
        rule_event_id,
        case
            when bool_or(result = 'yes') then 'yes'
            when bool_or(result = 'undetermined') then 'undetermined'
            else 'no'
        end as result,
        string_agg(test, ', or ' order by clause) filter (where result = 'yes') as met_test,
        string_agg(test, ', or ' order by clause) filter (where result = 'undetermined')
            as open_test,
        string_agg(distinct unknown_input, '; ') filter (where result = 'undetermined')
            as unknown_input
    from scope_result
    group by item_id, rule_event_id
),

judged as (
    select
        pair.item_id,
        pair.rule_event_id,
        pair.is_named,
        pair.is_about_all,
        pair.is_addressed,
        pair.item_basis,
        pair.threshold_basis,
        threshold_result.met_test,
        threshold_result.open_test,
        threshold_result.unknown_input,
        case
            when pair.is_named or pair.is_about_all then 'yes'
            else coalesce(threshold_result.result, 'no')
        end as by_values,
        case
            when pair.applies_to not in ('datacenter', 'not_datacenter') then 'yes'
            when pair.is_datacenter is null then 'undetermined'
            when pair.is_datacenter = (pair.applies_to = 'datacenter') then 'yes'
            else 'no'
        end as by_use
    from pair
    left join threshold_result
        on
            pair.item_id = threshold_result.item_id
            and pair.rule_event_id = threshold_result.rule_event_id
)

select
    item_id,
    rule_event_id,
    case when by_values = 'yes' and by_use = 'yes' then 'yes' else 'undetermined' end as result,
    case
        when is_named then coalesce(item_basis, 'reported')
        when is_about_all then 'reported'
        else coalesce(threshold_basis, 'imputed')
    end as item_basis,
    is_named,
    is_addressed,
    case
        when by_values = 'yes' and not is_about_all then coalesce(met_test, open_test)
        when by_values = 'undetermined' then open_test
    end as trigger_values,
    case
        when by_values = 'undetermined' then unknown_input
        when by_use = 'undetermined' then 'whether it is designed or marketed for data centers'
    end as unknown_input
from judged
where by_values <> 'no' and by_use <> 'no'
