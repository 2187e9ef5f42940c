with tested as (
    select threshold.*, unnest(string_split(threshold.control_paragraphs, ';')) as paragraph
    from core.rule_threshold as threshold
    where threshold.role in ('control', 'exclusion', 'eligibility', 'review_policy')
),

world as (
    select
        lived.item_id,
        lived.rule_version_id,
        lived.world_number as world,
        lived.is_datacenter,
        lived.is_us_marketed,
        lived.met_ids,
        item.item_kind,
        jurisdiction.is_subject_to_ear
    from step.item_world_by_rule_version as lived
    join core.item as item on lived.item_id = item.item_id
    join core.item_jurisdiction as jurisdiction on lived.item_id = jurisdiction.item_id
),

test as (
    select
        world.item_id, world.rule_version_id, world.world,
        tested.threshold_id, tested.paragraph, tested.role, tested.clause,
        tested.paragraph_locator, tested.exception_codes,
        list_contains(world.met_ids, tested.threshold_id) and case tested.applies_to
            when 'datacenter' then coalesce(world.is_datacenter, false)
            when 'not_datacenter' then not coalesce(world.is_datacenter, true)
            else true
        end as holds
    from world
    join tested on world.rule_version_id = tested.rule_version_id
    where tested.value is not null
),

alternative as (
    select
        named.item_id, named.rule_version_id, named.world, named.paragraph, named.clause,
        bool_and(test.holds) as holds
    from (
        select distinct item_id, rule_version_id, world, paragraph, clause
        from test
        where
            role = 'control'
            and (
                clause <> 'all'
                or paragraph not in (
                    select alone.paragraph
                    from tested as alone
                    where alone.role = 'control' and alone.clause <> 'all'
                )
            )
    ) as named
    join test
        on
            named.item_id = test.item_id
            and named.rule_version_id = test.rule_version_id
            and named.world = test.world
            and named.paragraph = test.paragraph
            and test.role = 'control'
            and test.clause in (named.clause, 'all')
    group by named.item_id, named.rule_version_id, named.world, named.paragraph, named.clause
),

excluded as (
    select item_id, rule_version_id, world, paragraph, min(locator) as locator
    from (
        select
            item_id, rule_version_id, world, paragraph,
            paragraph_locator as locator, bool_and(holds) as holds
        from test
        where role = 'exclusion' and exception_codes is null
        group by item_id, rule_version_id, world, paragraph, paragraph_locator
    ) as note
    where holds
    group by item_id, rule_version_id, world, paragraph
),

caught as (
    select
        world.item_id,
        world.rule_version_id,
        world.world,
        min(alternative.paragraph) filter (where excluded.locator is null) as paragraph,
        min(excluded.locator) as excluding_locator
    from world
    left join alternative
        on
            world.item_id = alternative.item_id
            and world.rule_version_id = alternative.rule_version_id
            and world.world = alternative.world
            and alternative.holds
    left join excluded
        on
            alternative.item_id = excluded.item_id
            and alternative.rule_version_id = excluded.rule_version_id
            and alternative.world = excluded.world
            and alternative.paragraph = excluded.paragraph
    group by world.item_id, world.rule_version_id, world.world
),

classified as (
    select
        caught.item_id, caught.rule_version_id, caught.world, caught.excluding_locator,
        world.is_datacenter,
        world.is_us_marketed,
        case
            when world.item_kind in ('chip', 'hbm_stack') then caught.paragraph
            else containing.paragraph
        end as control_paragraph,
        case
            when world.item_kind in ('chip', 'hbm_stack') or containing.paragraph is not null
                then caught.paragraph
        end as paragraph
    from caught
    join world
        on
            caught.item_id = world.item_id
            and caught.rule_version_id = world.rule_version_id
            and caught.world = world.world
    left join tested as containing
        on
            containing.role = 'control'
            and containing.metric = 'contained_ic'
            and caught.rule_version_id = containing.rule_version_id
            and caught.paragraph = containing.reference_locator
),

locator_row as (
    select
        classified.item_id, classified.rule_version_id, classified.world,
        tested.paragraph_locator,
        case
            when tested.metric <> 'classified_in' then test.holds
            else starts_with(classified.paragraph, tested.reference_locator)
                and case tested.applies_to
                    when 'datacenter' then classified.is_datacenter
                    when 'not_datacenter' then not classified.is_datacenter
                    else true
                end
        end = (tested.role <> 'exclusion') as admits
    from classified
    join tested
        on
            classified.rule_version_id = tested.rule_version_id
            and classified.paragraph = tested.paragraph
            and (tested.role <> 'exclusion' or tested.exception_codes is not null)
    left join test
        on
            classified.item_id = test.item_id
            and classified.rule_version_id = test.rule_version_id
            and classified.world = test.world
            and tested.paragraph = test.paragraph
            and tested.threshold_id = test.threshold_id
    where
        tested.role in ('exclusion', 'eligibility', 'review_policy')
        and tested.paragraph_locator in (select tested_locator from core.legal_provision)
),

yearly_limit as (
    select distinct
        rule_version_id, paragraph_locator,
        unnest(string_split(control_paragraphs, ';')) as paragraph
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
        item_id, rule_version_id, world,
        list(paragraph_locator order by paragraph_locator) as passed_locators
    from (
        select item_id, rule_version_id, world, paragraph_locator
        from locator_row
        group by item_id, rule_version_id, world, paragraph_locator
        having bool_and(admits)
        union all
        select
            classified.item_id, classified.rule_version_id, classified.world,
            yearly_limit.paragraph_locator
        from classified
        join yearly_limit
            on
                classified.rule_version_id = yearly_limit.rule_version_id
                and classified.paragraph = yearly_limit.paragraph
        left join breached
            on
                classified.item_id = breached.item_id
                and classified.rule_version_id = breached.rule_version_id
                and yearly_limit.paragraph_locator = breached.paragraph_locator
        where breached.item_id is null
    ) as admitted
    group by item_id, rule_version_id, world
),

first_clause as (
    select item_id, rule_version_id, world, paragraph, min(clause) as clause
    from alternative
    where holds
    group by item_id, rule_version_id, world, paragraph
),

case_of_world as (
    select distinct
        classified.item_id,
        classified.rule_version_id,
        classified.paragraph as parameter_paragraph,
        classified.control_paragraph,
        first_clause.clause,
        case when classified.paragraph is null then classified.excluding_locator end
            as excluding_locator,
        case when classified.paragraph is not null then classified.is_datacenter end
            as is_datacenter,
        classified.paragraph is not null and classified.is_us_marketed as is_us_marketed,
        coalesce(passed.passed_locators, cast([] as varchar[])) as passed_locators
    from classified
    left join first_clause
        on
            classified.item_id = first_clause.item_id
            and classified.rule_version_id = first_clause.rule_version_id
            and classified.world = first_clause.world
            and classified.paragraph = first_clause.paragraph
    left join passed
        on
            classified.item_id = passed.item_id
            and classified.rule_version_id = passed.rule_version_id
            and classified.world = passed.world
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
        item_id, rule_version_id,
        cast(null as varchar), cast(null as varchar), cast(null as varchar), cast(null as varchar),
        cast(null as boolean), false, cast([] as varchar[]), false
    from world
    where is_subject_to_ear is null or not is_subject_to_ear
)

select
    with_jurisdiction.item_id,
    with_jurisdiction.rule_version_id,
    cast(row_number() over (
        partition by with_jurisdiction.item_id, with_jurisdiction.rule_version_id
        order by
            is_subject_to_ear desc, control_paragraph, clause, excluding_locator,
            is_datacenter, is_us_marketed, passed_locators
    ) as bigint) as case_number,
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
    control_paragraph,
    clause,
    excluding_locator,
    is_datacenter,
    is_subject_to_ear,
    is_us_marketed,
    passed_locators,
    case
        when parameter_paragraph is null then cast([] as varchar[])
        else coalesce(designer_group.codes, cast([] as varchar[]))
    end as designer_group_codes
from with_jurisdiction
left join designer_group on with_jurisdiction.item_id = designer_group.item_id
