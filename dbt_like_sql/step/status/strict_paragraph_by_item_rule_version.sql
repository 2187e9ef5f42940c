-- question: In which paragraphs may an item be, if all that is not known of it is read against the exporter?
-- example: select rule_version_id, control_paragraph, is_sure, met_locators from step.strict_paragraph_by_item_rule_version where item_id = 'alibaba-zhenwu-810e' order by rule_version_id, control_paragraph
with subject as (
    select
        parameter.item_id, parameter.rule_version_id, parameter.is_datacenter,
        coalesce(jurisdiction.designer_country_code in (
            select country_group.country_code
            from core.country_group as country_group
            join core.legal_provision as provision on country_group.group_code = provision.designer_group_code
        ), false) as is_partner_design
    from metric.control_parameter_by_item_rule_version as parameter
    join core.item_jurisdiction as jurisdiction on parameter.item_id = jurisdiction.item_id
    where coalesce(jurisdiction.is_subject_to_ear, true)
),

test as (
    select
        subject.item_id, subject.rule_version_id,
        unnest(threshold.control_paragraphs) as paragraph,
        threshold.role, threshold.clause, threshold.paragraph_locator, result.result,
        case threshold.applies_to
            when 'datacenter' then coalesce(subject.is_datacenter, false)
            when 'not_datacenter' then not coalesce(subject.is_datacenter, true)
            else true
        end as surely_applies,
        case threshold.applies_to
            when 'datacenter' then coalesce(subject.is_datacenter, true)
            when 'not_datacenter' then not coalesce(subject.is_datacenter, false)
            else true
        end as may_apply
    from subject
    join core.rule_threshold as threshold on subject.rule_version_id = threshold.rule_version_id
    join step.threshold_result_by_item as result
        on subject.item_id = result.item_id and threshold.threshold_id = result.threshold_id
    where
        threshold.value is not null
        and (
            threshold.role = 'control'
            or (threshold.role = 'exclusion' and threshold.exception_codes is null)
        )
),

note as (
    select
        item_id, rule_version_id, paragraph,
        bool_and(result = 'yes' and surely_applies) as surely_excludes,
        bool_and(result <> 'no' and may_apply) as may_exclude
    from test
    where role = 'exclusion'
    group by item_id, rule_version_id, paragraph, paragraph_locator
),

excluded as (
    select
        item_id, rule_version_id, paragraph,
        bool_or(surely_excludes) as is_out, bool_or(may_exclude) as may_be_out
    from note
    group by item_id, rule_version_id, paragraph
),

clause_met as (
    select
        item_id, rule_version_id, paragraph, clause,
        bool_and(result <> 'no') as may_hold, bool_and(result = 'yes') as holds
    from test
    where role = 'control'
    group by item_id, rule_version_id, paragraph, clause
),

paragraph_met as (
    select
        item_id, rule_version_id, paragraph,
        coalesce(bool_and(may_hold) filter (where clause = 'all'), true)
        and coalesce(bool_or(may_hold) filter (where clause <> 'all'), true) as may_hold,
        coalesce(bool_and(holds) filter (where clause = 'all'), true)
        and coalesce(bool_or(holds) filter (where clause <> 'all'), true) as holds
    from clause_met
    group by item_id, rule_version_id, paragraph
),

open_paragraph as (
    select
        met.item_id, met.rule_version_id, met.paragraph,
        met.holds and not coalesce(excluded.may_be_out, false) as is_sure
    from paragraph_met as met
    left join excluded
        on
            met.item_id = excluded.item_id
            and met.rule_version_id = excluded.rule_version_id
            and met.paragraph = excluded.paragraph
    where met.may_hold and not coalesce(excluded.is_out, false)
),

-- What is surely in one paragraph is in no later one.
first_sure as (
    select *
    from open_paragraph
    qualify coalesce(paragraph <= min(paragraph) filter (where is_sure) over (
        partition by item_id, rule_version_id
    ), true)
),

condition as (
    select
        may.item_id, may.rule_version_id, may.paragraph, threshold.paragraph_locator,
        bool_and(case
            when threshold.metric = 'classified_in'
                then may.paragraph <> threshold.reference_locator
                    or (threshold.applies_to = 'datacenter' and not coalesce(subject.is_datacenter, true))
            else coalesce(result.result = 'yes', false)
        end) as is_met
    from first_sure as may
    join subject on may.item_id = subject.item_id and may.rule_version_id = subject.rule_version_id
    join core.rule_threshold as threshold
        on
            may.rule_version_id = threshold.rule_version_id
            and list_contains(threshold.control_paragraphs, may.paragraph)
    left join step.threshold_result_by_item as result
        on may.item_id = result.item_id and threshold.threshold_id = result.threshold_id
    where threshold.paragraph_locator in (select tested_locator from core.legal_provision)
    group by may.item_id, may.rule_version_id, may.paragraph, threshold.paragraph_locator
)

select
    may.item_id,
    may.rule_version_id,
    may.paragraph as control_paragraph,
    may.is_sure,
    subject.is_datacenter,
    subject.is_partner_design,
    coalesce(
        list(condition.paragraph_locator order by condition.paragraph_locator) filter (where condition.is_met),
        cast([] as varchar[])
    ) as met_locators
from first_sure as may
join subject on may.item_id = subject.item_id and may.rule_version_id = subject.rule_version_id
left join condition
    on
        may.item_id = condition.item_id
        and may.rule_version_id = condition.rule_version_id
        and may.paragraph = condition.paragraph
group by
    may.item_id, may.rule_version_id, may.paragraph, may.is_sure, subject.is_datacenter,
    subject.is_partner_design
