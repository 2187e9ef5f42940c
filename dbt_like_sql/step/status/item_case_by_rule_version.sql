-- only: core.word_set = item_test_role
with tested as (
    select threshold.*, unnest(threshold.control_paragraphs) as paragraph
    from core.rule_threshold as threshold
    where
        threshold.role <> 'control'
        and threshold.role in (select unnest(words) from core.word_set where word_set_id = 'item_test_role')
        and threshold.paragraph_locator in (select tested_locator from core.legal_provision)
),

locator_row as (
    select
        classified.item_id, classified.rule_version_id, classified.world_number,
        tested.paragraph_locator,
        case
            when tested.metric = 'classified_in'
                then starts_with(classified.parameter_paragraph, tested.reference_locator)
                    and case tested.applies_to
                        when 'datacenter' then classified.is_datacenter
                        when 'not_datacenter' then not classified.is_datacenter
                        else true
                    end
            when tested.value is not null
                then list_contains(classified.met_threshold_ids, tested.threshold_id)
        end = (tested.role <> 'exclusion') as admits
    from step.item_class_by_rule_version as classified
    join tested
        on
            classified.rule_version_id = tested.rule_version_id
            and classified.parameter_paragraph = tested.paragraph
            and (tested.role <> 'exclusion' or tested.exception_codes is not null)
),

yearly_limit as (
    select distinct
        rule_version_id, paragraph_locator,
        unnest(control_paragraphs) as paragraph
    from core.rule_threshold
    where
        role = 'limit'
        and paragraph_locator in (select tested_locator from core.legal_provision)
),

breached as (
    select result.item_id, result.rule_version_id, threshold.paragraph_locator
    from step.threshold_result_by_item as result
    join core.rule_threshold as threshold on result.threshold_id = threshold.threshold_id
    where threshold.role = 'limit' and result.result = 'no'
),

passed as (
    select
        item_id, rule_version_id, world_number,
        list(paragraph_locator order by paragraph_locator) as passed_locators
    from (
        select item_id, rule_version_id, world_number, paragraph_locator
        from locator_row
        group by item_id, rule_version_id, world_number, paragraph_locator
        having bool_and(admits)
        union all
        select
            classified.item_id, classified.rule_version_id, classified.world_number,
            yearly_limit.paragraph_locator
        from step.item_class_by_rule_version as classified
        join yearly_limit
            on
                classified.rule_version_id = yearly_limit.rule_version_id
                and classified.parameter_paragraph = yearly_limit.paragraph
        left join breached
            on
                classified.item_id = breached.item_id
                and classified.rule_version_id = breached.rule_version_id
                and yearly_limit.paragraph_locator = breached.paragraph_locator
        where breached.item_id is null
    ) as admitted
    group by item_id, rule_version_id, world_number
),

case_of_world as (
    select distinct
        classified.item_id,
        classified.rule_version_id,
        classified.parameter_paragraph,
        classified.control_paragraph,
        classified.clause,
        classified.excluding_locator,
        case when classified.parameter_paragraph is not null then classified.is_datacenter end
            as is_datacenter,
        classified.parameter_paragraph is not null and classified.is_us_marketed
            as is_us_marketed,
        coalesce(passed.passed_locators, cast([] as varchar[])) as passed_locators
    from step.item_class_by_rule_version as classified
    left join passed
        on
            classified.item_id = passed.item_id
            and classified.rule_version_id = passed.rule_version_id
            and classified.world_number = passed.world_number
),

designer_group as (
    select
        jurisdiction.item_id,
        list(distinct country_group.group_code order by country_group.group_code) as codes
    from core.item_jurisdiction as jurisdiction
    join core.country_group as country_group
        on jurisdiction.designer_country_code = country_group.country_code
    where country_group.group_code in (select designer_group_code from core.legal_provision)
    group by jurisdiction.item_id
),

with_jurisdiction as (
    select case_of_world.*, true as is_subject_to_ear
    from case_of_world
    join core.item_jurisdiction as jurisdiction on case_of_world.item_id = jurisdiction.item_id
    where jurisdiction.is_subject_to_ear is null or jurisdiction.is_subject_to_ear
    union all
    select distinct
        classified.item_id, classified.rule_version_id,
        cast(null as varchar), cast(null as varchar), cast(null as varchar), cast(null as varchar),
        cast(null as boolean), false, cast([] as varchar[]), false
    from step.item_class_by_rule_version as classified
    join core.item_jurisdiction as jurisdiction on classified.item_id = jurisdiction.item_id
    where jurisdiction.is_subject_to_ear is null or not jurisdiction.is_subject_to_ear
)

select
    with_jurisdiction.rule_version_id,
    case
        when parameter_paragraph is null then 'none'
        else concat_ws(
            ' ',
            parameter_paragraph,
            case when is_datacenter then 'datacenter' end,
            case when is_us_marketed then 'marketed' end,
            'designer', list_aggregate(designer_group.codes, 'string_agg', '+'),
            'passes', list_aggregate(passed_locators, 'string_agg', '+')
        )
    end as case_id,
    parameter_paragraph,
    is_datacenter,
    is_us_marketed,
    passed_locators,
    case
        when parameter_paragraph is null then cast([] as varchar[])
        else coalesce(designer_group.codes, cast([] as varchar[]))
    end as designer_group_codes,
    with_jurisdiction.item_id,
    cast(row_number() over (
        partition by with_jurisdiction.item_id, with_jurisdiction.rule_version_id
        order by
            is_subject_to_ear desc, control_paragraph, clause, excluding_locator,
            is_datacenter, is_us_marketed, passed_locators
    ) as bigint) as case_number,
    control_paragraph,
    clause,
    excluding_locator,
    is_subject_to_ear
from with_jurisdiction
left join designer_group on with_jurisdiction.item_id = designer_group.item_id
