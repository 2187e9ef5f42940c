-- question: When, and why, did the status of the H20 for China change?
-- example: select valid_from_date, status_text, status_enforced, deciding_paragraph, clause, trigger_values, overlay_event_ids from metric.control_status_by_item_destination_group where item_id = 'nvidia-h20' and destination_group_id like 'chn-%' and end_user_hq_group = 'macau_or_d5' and transaction = 'export_us' order by valid_from_date
-- by: item_id; step.situation_status_by_destination_group = situation_id
with history as (
    select
        item_id,
        dense_rank() over (order by situation_ids) as history_id
    from (
        select item_id, list(situation_id order by valid_from_date) as situation_ids
        from step.item_situation_by_period
        group by item_id
    ) as lived
),

moment as (
    select distinct
        history.history_id,
        situation.situation_id, situation.valid_from_date, situation.rule_version_id
    from step.item_situation_by_period as situation
    join history on situation.item_id = history.item_id
),

stated as (
    select
        moment.history_id,
        moment.valid_from_date,
        moment.rule_version_id,
        answer.situation_id,
        answer.destination_group_id,
        answer.end_user_hq_group,
        answer.transaction,
        hash(
            moment.rule_version_id, answer.status_text, answer.status_enforced,
            answer.status_set, answer.status_enforced_set, answer.reading_count,
            answer.licence_reading_text_count, answer.licence_reading_enforced_count,
            answer.requirement_ids,
            answer.exception_ids, answer.exception_enforced_ids, answer.review_policy_ids,
            answer.review_policy_enforced_ids, answer.deciding_event_ids, answer.deciding_step,
            answer.deciding_basis, answer.noted_event_ids, answer.foreign_measure_ids,
            answer.ambiguity_ids
        ) as signature
    from moment
    join step.situation_status_by_destination_group as answer
        on moment.situation_id = answer.situation_id
),

beginning as (
    select *
    from stated
    qualify signature is distinct from lag(signature) over (
        partition by history_id, destination_group_id, end_user_hq_group, transaction
        order by valid_from_date
    )
),

interval_of_history as (
    select
        *,
        lead(valid_from_date) over (
            partition by history_id, destination_group_id, end_user_hq_group, transaction
            order by valid_from_date
        ) as valid_to_date
    from beginning
)

select
    history.item_id,
    stay.destination_group_id,
    stay.end_user_hq_group,
    stay.transaction,
    stay.valid_from_date,
    stay.valid_to_date,
    answer.status_text,
    answer.status_enforced,
    answer.status_set,
    answer.status_enforced_set,
    answer.licence_required_text,
    answer.licence_required_enforced,
    answer.reading_count,
    answer.licence_reading_text_count,
    answer.licence_reading_enforced_count,
    coalesce(word.text_control, 'no') as text_control,
    coalesce(word.paragraph_set, cast([] as varchar[])) as paragraph_set,
    stay.rule_version_id,
    word.deciding_paragraph,
    word.clause,
    concat_ws('; ', word.trigger_values, letter.trigger_values) as trigger_values,
    answer.requirement_ids,
    answer.exception_ids,
    answer.exception_enforced_ids,
    answer.review_policy_ids,
    answer.review_policy_enforced_ids,
    list_sort(list_concat(answer.deciding_event_ids, answer.noted_event_ids))
        as overlay_event_ids,
    answer.deciding_basis as overlay_basis,
    answer.foreign_measure_ids,
    list_sort(list_distinct(list_concat(
        answer.ambiguity_ids,
        case
            when answer.is_embargoed and coalesce(word.text_control, 'no') = 'no'
                then cast([] as varchar[])
            else coalesce(word.ambiguity_ids, cast([] as varchar[]))
        end
    ))) as ambiguity_ids,
    case
        when answer.is_embargoed then 'embargo'
        when stay.rule_version_id is null then 'no_rule_in_force'
        when answer.status_text = 'undetermined' then 'unknown_input'
        when answer.status_text = 'not_controlled' then word.free_reason_code
        when answer.status_text in ('exception_available', 'notify_only') then 'licence_exception'
        when answer.status_text = 'licence_policy_unknown' then 'no_stated_policy'
        else 'review_policy'
    end as reason_code,
    coalesce(
        answer.deciding_step,
        case
            when answer.is_embargoed then 'embargo'
            when stay.rule_version_id is null then 'no_rule_in_force'
            when answer.status_enforced = 'undetermined' then 'unknown_input'
            when answer.status_enforced = 'not_controlled' then word.free_reason_code
            when answer.status_enforced in ('exception_available', 'notify_only')
                then 'licence_exception'
            when answer.status_enforced = 'licence_policy_unknown' then 'no_stated_policy'
            else 'review_policy'
        end
    ) as enforced_reason_code,
    coalesce(word.finding, 'no control on chips was in force')
        || case
            when answer.status_text = 'undetermined'
                then '; undetermined, because not known: '
                    || coalesce(
                        word.unknown_inputs,
                        case
                            when jurisdiction.is_subject_to_ear is null
                                then 'whether it is subject to the EAR'
                        end
                    )
                    || '; it may be '
                    || list_aggregate(answer.status_set, 'string_agg', ' or ')
            when len(answer.requirement_ids) = 0 and coalesce(word.text_control, 'no') <> 'no'
                then '; no licence is asked for this destination and end user'
            when len(answer.requirement_ids) = 0 then ''
            else case answer.status_text
                    when 'other_controls_apply' then '; not free by '
                    else '; licence asked by '
                end
                || list_aggregate(answer.requirement_ids, 'string_agg', ', ')
                || '; ' || said.phrase
                || case
                    when answer.status_text in ('exception_available', 'notify_only')
                        then ': ' || list_aggregate(answer.exception_ids, 'string_agg', ', ')
                    when len(answer.review_policy_ids) > 0 and answer.status_text <> 'licence_policy_unknown'
                        then ' by ' || list_aggregate(answer.review_policy_ids, 'string_agg', ', ')
                    else ''
                end
        end
        || case answer.deciding_step
            when 'letter' then '; in fact ' || fact.phrase
                || ' by letter: '
                || list_aggregate(answer.deciding_event_ids, 'string_agg', ', ')
                || ' (' || answer.deciding_basis || ')'
            when 'in_force_early' then '; in fact ' || fact.phrase
                || ', as a later rule was made effective early: '
                || list_aggregate(answer.deciding_event_ids, 'string_agg', ', ')
            when 'general_prohibition' then '; in fact ' || fact.phrase
                || ', as General Prohibition 10 (736.2(b)(10)) is presumed to reach it: '
                || list_aggregate(answer.deciding_event_ids, 'string_agg', ', ')
            when 'not_enforced' then '; in fact ' || fact.phrase
                || ', as the text is not enforced: '
                || list_aggregate(answer.deciding_event_ids, 'string_agg', ', ')
            when 'before_compliance_date'
                then '; in fact ' || fact.phrase
                    || ', as the text need not yet be complied with'
            else ''
        end as reason
from interval_of_history as stay
join history on stay.history_id = history.history_id
join step.situation_status_by_destination_group as answer
    on
        stay.situation_id = answer.situation_id
        and stay.destination_group_id = answer.destination_group_id
        and stay.end_user_hq_group = answer.end_user_hq_group
        and stay.transaction = answer.transaction
join core.item_jurisdiction as jurisdiction on history.item_id = jurisdiction.item_id
join core.status_word as said on answer.status_text = said.status
join core.status_word as fact on answer.status_enforced = fact.status
left join step.item_finding_by_rule_version as word
    on history.item_id = word.item_id and stay.rule_version_id = word.rule_version_id
left join step.letter_finding_by_item as letter
    on history.item_id = letter.item_id and answer.deciding_event_ids = letter.deciding_event_ids
