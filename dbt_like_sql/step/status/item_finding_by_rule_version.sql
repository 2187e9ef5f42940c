with subject_case as (
    select
        item_id,
        rule_version_id,
        list(distinct control_paragraph order by control_paragraph)
            filter (where control_paragraph is not null) as paragraph_set,
        bool_or(is_subject_to_ear) as may_be_subject,
        bool_and(is_subject_to_ear) as is_surely_subject,
        bool_and(control_paragraph is not null) filter (where is_subject_to_ear) as is_surely_caught,
        count(distinct coalesce(control_paragraph, 'none')) filter (where is_subject_to_ear)
            as paragraph_count,
        bool_or(is_us_marketed) filter (where is_subject_to_ear)
            and bool_or(not is_us_marketed) filter (where control_paragraph is not null)
            as is_market_open,
        count(distinct passed_locators) filter (where control_paragraph is not null) > 1
            as is_passing_open,
        min(excluding_locator) as excluding_locator
    from step.item_case_by_rule_version
    group by item_id, rule_version_id
),

open_condition as (
    select
        result.item_id,
        result.rule_version_id,
        string_agg(distinct result.unknown_input, '; ' order by result.unknown_input) as inputs
    from step.threshold_result_by_item as result
    join core.rule_threshold as threshold on result.threshold_id = threshold.threshold_id
    where
        threshold.role in ('eligibility', 'review_policy')
        and threshold.paragraph_locator in (select tested_locator from core.legal_provision)
        and result.unknown_input is not null
    group by result.item_id, result.rule_version_id
),

ranked as (
    select
        result.*,
        row_number() over (
            partition by item_id, rule_version_id
            order by
                case result when 'yes' then 0 when 'undetermined' then 1 else 2 end,
                case when result = 'undetermined' then control_paragraph end,
                shortfall_ratio nulls first,
                control_paragraph
        ) as place
    from step.item_paragraph_result_by_rule_version as result
),

combined as (
    select
        item_id,
        rule_version_id,
        string_agg(control_paragraph || ' ' || trigger_values, '; ' order by control_paragraph)
            filter (where result = 'no' and trigger_values not like '%is undefined')
            as missed_values,
        string_agg(control_paragraph || ' ' || trigger_values, '; ' order by control_paragraph)
            filter (where result = 'undetermined') as open_values,
        string_agg(distinct unknown_inputs, '; ' order by unknown_inputs)
            filter (where result = 'undetermined') as unknown_inputs
    from step.item_paragraph_result_by_rule_version
    group by item_id, rule_version_id
),

joined as (
    select
        subject_case.item_id,
        subject_case.rule_version_id,
        subject_case.may_be_subject,
        subject_case.excluding_locator,
        case
            when subject_case.paragraph_set is null then 'no'
            when subject_case.is_surely_caught then 'yes'
            else 'undetermined'
        end as text_control,
        coalesce(subject_case.paragraph_set, cast([] as varchar[])) as paragraph_set,
        ranked.control_paragraph,
        ranked.deciding_paragraph,
        ranked.clause,
        ranked.result,
        case ranked.result
            when 'yes' then ranked.trigger_values
            when 'undetermined' then combined.open_values
            else case
                when subject_case.excluding_locator is not null then ranked.trigger_values
                else combined.missed_values
            end
        end as trigger_values,
        nullif(concat_ws(
            '; ',
            case when subject_case.paragraph_count > 1 then combined.unknown_inputs end,
            case when subject_case.is_passing_open then open_condition.inputs end,
            case
                when subject_case.is_market_open
                    then 'whether it was commercially available in the United States'
            end,
            case
                when subject_case.may_be_subject and not subject_case.is_surely_subject
                    then 'whether it is subject to the EAR'
            end
        ), '') as unknown_inputs
    from subject_case
    left join ranked
        on
            subject_case.item_id = ranked.item_id
            and subject_case.rule_version_id = ranked.rule_version_id
            and ranked.place = 1
    left join combined
        on
            subject_case.item_id = combined.item_id
            and subject_case.rule_version_id = combined.rule_version_id
    left join open_condition
        on
            subject_case.item_id = open_condition.item_id
            and subject_case.rule_version_id = open_condition.rule_version_id
)

select
    joined.item_id,
    joined.rule_version_id,
    joined.text_control,
    joined.paragraph_set,
    case
        when joined.text_control = 'no' and joined.excluding_locator is not null
            then joined.excluding_locator
        else joined.control_paragraph
    end as deciding_paragraph,
    joined.clause,
    joined.trigger_values,
    case
        when not joined.may_be_subject then 'not_subject_to_ear'
        when joined.text_control <> 'no' then 'no_requirement_for_destination'
        when joined.excluding_locator is not null then 'excluded_by_note'
        else 'not_classified'
    end as free_reason_code,
    joined.unknown_inputs,
    case
        when not joined.may_be_subject then 'not subject to the EAR'
        when joined.text_control = 'no' and joined.excluding_locator is not null
            then 'taken out of 3A090 by ' || joined.excluding_locator || ': '
                || joined.trigger_values
        when joined.text_control = 'no' then 'in no paragraph of 3A090 or 4A090'
            || coalesce(': ' || joined.trigger_values, '')
        when joined.result = 'yes' then joined.control_paragraph || ' by ' || joined.clause || ': '
            || joined.trigger_values
        else 'it may be in ' || list_aggregate(joined.paragraph_set, 'string_agg', ' or ')
            || case when joined.text_control = 'undetermined' then ' or in none' else '' end
            || ': ' || joined.trigger_values
    end as finding,
    coalesce(parameter.ambiguity_ids, cast([] as varchar[])) as ambiguity_ids
from joined
left join metric.control_parameter_by_item_rule_version as parameter
    on
        joined.item_id = parameter.item_id
        and joined.rule_version_id = parameter.rule_version_id
