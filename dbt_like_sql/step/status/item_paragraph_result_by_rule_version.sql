-- question: In which paragraph is a chip classified, by which clause and with what margin?
-- example: select rule_version_id, control_paragraph, result, clause, trigger_values from step.item_paragraph_result_by_rule_version where item_id = 'nvidia-h800-sxm' order by rule_version_id, control_paragraph
-- only: core.word_set = circuit_kind
with tested as (
    select
        threshold.threshold_id, threshold.rule_version_id, threshold.paragraph_locator,
        threshold.clause, threshold.role, threshold.exception_codes, threshold.applies_to,
        threshold.metric, threshold.reference_locator,
        unnest(threshold.control_paragraphs) as paragraph
    from core.rule_threshold as threshold
    where threshold.role in ('control', 'exclusion')
),

subject as (
    select distinct
        item_case.item_id,
        item_case.rule_version_id,
        item.item_kind in (select unnest(words) from core.word_set where word_set_id = 'circuit_kind') as is_part
    from step.item_case_by_rule_version as item_case
    join core.item as item on item_case.item_id = item.item_id
),

asked as (
    select distinct
        subject.item_id, subject.rule_version_id,
        tested.paragraph as control_paragraph,
        tested.paragraph as parameter_paragraph
    from subject
    join tested on subject.rule_version_id = tested.rule_version_id
    join step.threshold_result_by_item as result
        on subject.item_id = result.item_id and tested.threshold_id = result.threshold_id
    where tested.role = 'control' and subject.is_part
    union
    select
        subject.item_id, subject.rule_version_id, tested.paragraph, tested.reference_locator
    from subject
    join tested on subject.rule_version_id = tested.rule_version_id
    where tested.metric = 'contained_ic' and tested.role = 'control' and not subject.is_part
),

answer as (
    select
        asked.item_id,
        asked.rule_version_id,
        asked.control_paragraph,
        asked.parameter_paragraph,
        case
            when bool_and(coalesce(item_case.control_paragraph = asked.control_paragraph, false))
                then 'yes'
            when bool_or(coalesce(item_case.control_paragraph = asked.control_paragraph, false))
                then 'undetermined'
            else 'no'
        end as result,
        min(item_case.clause) filter (where item_case.control_paragraph = asked.control_paragraph)
            as clause,
        min(item_case.excluding_locator) as excluding_locator
    from asked
    left join step.item_case_by_rule_version as item_case
        on
            asked.item_id = item_case.item_id
            and asked.rule_version_id = item_case.rule_version_id
            and item_case.is_subject_to_ear
    group by
        asked.item_id, asked.rule_version_id, asked.control_paragraph, asked.parameter_paragraph
),

alternative as (
    select distinct rule_version_id, paragraph, clause
    from tested
    where
        role = 'control'
        and metric <> 'contained_ic'
        and (rule_version_id, paragraph, clause) not in (
            select every.rule_version_id, every.paragraph, every.clause
            from tested as every
            join tested as other
                on
                    every.rule_version_id = other.rule_version_id
                    and every.paragraph = other.paragraph
                    and other.clause <> 'all'
                    and other.role = 'control'
            where every.clause = 'all'
        )
),

clause_test as (
    select
        answer.item_id,
        answer.rule_version_id,
        answer.control_paragraph,
        alternative.clause,
        min(tested.paragraph_locator) filter (where tested.clause = alternative.clause)
            as locator,
        string_agg(result.test, '; ' order by tested.threshold_id) as every_test,
        string_agg(result.test, '; ' order by tested.threshold_id)
            filter (where result.result = 'no') as missed_test,
        string_agg(result.test, '; ' order by tested.threshold_id)
            filter (where result.result <> 'yes') as open_test,
        list(distinct result.unknown_input order by result.unknown_input)
            filter (where result.unknown_input is not null) as unknown_inputs,
        case
            when bool_or(result.result = 'no') then 'no'
            when bool_and(result.result = 'yes') then 'yes'
            else 'undetermined'
        end as clause_result,
        max(coalesce(abs(result.margin_ratio), 1)) filter (where result.result = 'no') as shortfall
    from answer
    join alternative
        on
            answer.rule_version_id = alternative.rule_version_id
            and answer.parameter_paragraph = alternative.paragraph
    join tested
        on
            tested.role = 'control'
            and tested.rule_version_id = alternative.rule_version_id
            and tested.paragraph = alternative.paragraph
            and tested.clause in (alternative.clause, 'all')
    join step.threshold_result_by_item as result
        on answer.item_id = result.item_id and tested.threshold_id = result.threshold_id
    group by
        answer.item_id, answer.rule_version_id, answer.control_paragraph, alternative.clause
),

nearest as (
    select item_id, rule_version_id, control_paragraph, clause, locator, shortfall
    from clause_test
    where clause_result = 'no'
    qualify row_number() over (
        partition by item_id, rule_version_id, control_paragraph order by shortfall, clause
    ) = 1
),

same_test as (
    select
        item_id,
        rule_version_id,
        control_paragraph,
        clause_result,
        string_agg(clause, ', ' order by clause)
            || ': '
            || case clause_result when 'no' then missed_test else open_test end as test
    from clause_test
    where clause_result <> 'yes'
    group by
        item_id, rule_version_id, control_paragraph, clause_result, missed_test, open_test
),

said as (
    select
        item_id,
        rule_version_id,
        control_paragraph,
        string_agg(test, '; ' order by test) filter (where clause_result = 'no') as missed,
        string_agg(test, '; ' order by test) filter (where clause_result = 'undetermined')
            as left_open
    from same_test
    group by item_id, rule_version_id, control_paragraph
),

unknown as (
    select
        item_id, rule_version_id, control_paragraph,
        array_to_string(list_sort(list_distinct(flatten(list(unknown_inputs)))), '; ')
            as unknown_inputs
    from clause_test
    where clause_result = 'undetermined' and unknown_inputs is not null
    group by item_id, rule_version_id, control_paragraph
),

opened as (
    select
        item_id, rule_version_id, control_paragraph,
        min(clause) as clause, min(locator) as locator
    from clause_test
    where clause_result = 'undetermined'
    group by item_id, rule_version_id, control_paragraph
),

summary as (
    select
        answer.item_id, answer.rule_version_id, answer.control_paragraph,
        nearest.clause as nearest_clause,
        nearest.locator as nearest_locator,
        nearest.shortfall,
        said.missed,
        said.left_open,
        opened.clause as open_clause,
        opened.locator as open_locator,
        unknown.unknown_inputs
    from answer
    left join nearest using (item_id, rule_version_id, control_paragraph)
    left join said using (item_id, rule_version_id, control_paragraph)
    left join opened using (item_id, rule_version_id, control_paragraph)
    left join unknown using (item_id, rule_version_id, control_paragraph)
),

note_test as (
    select
        answer.item_id,
        answer.rule_version_id,
        answer.control_paragraph,
        'not designed or marketed for data centers; '
            || string_agg(result.test, '; ' order by tested.threshold_id) as test
    from answer
    join tested
        on
            tested.role = 'exclusion'
            and tested.exception_codes is null
            and tested.rule_version_id = answer.rule_version_id
            and tested.paragraph = answer.parameter_paragraph
            and tested.paragraph_locator = answer.excluding_locator
    join step.threshold_result_by_item as result
        on answer.item_id = result.item_id and tested.threshold_id = result.threshold_id
    group by answer.item_id, answer.rule_version_id, answer.control_paragraph
)

select
    answer.item_id,
    answer.rule_version_id,
    answer.control_paragraph,
    answer.result,
    case
        when answer.result <> 'no' then coalesce(answer.clause, summary.open_clause)
        when note_test.test is not null then cast(null as varchar)
        else coalesce(summary.nearest_clause, summary.open_clause)
    end as clause,
    case
        when answer.result = 'yes' then chosen.locator
        when answer.result = 'undetermined' then coalesce(chosen.locator, summary.open_locator)
        when note_test.test is not null then answer.excluding_locator
        else coalesce(summary.nearest_locator, summary.open_locator)
    end as deciding_paragraph,
    case
        when answer.result = 'yes' then chosen.every_test
        when answer.result = 'undetermined' then coalesce(summary.left_open, chosen.every_test)
        when note_test.test is not null then note_test.test
        else coalesce(summary.missed, summary.left_open)
    end as trigger_values,
    case when answer.result = 'no' and note_test.test is null then summary.shortfall end
        as shortfall_ratio,
    case
        when answer.result = 'undetermined' then coalesce(
            summary.unknown_inputs,
            'whether it is designed or marketed for data centers is not known'
        )
    end as unknown_inputs
from answer
left join summary using (item_id, rule_version_id, control_paragraph)
left join clause_test as chosen using (item_id, rule_version_id, control_paragraph, clause)
left join note_test using (item_id, rule_version_id, control_paragraph)
