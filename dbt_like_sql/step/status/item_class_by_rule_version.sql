-- question: In which paragraph is an item classified, under each reading of what is not known of it?
-- example: select world_number, is_datacenter, control_paragraph, clause, excluding_locator from step.item_class_by_rule_version where item_id = 'nvidia-rtx-4090' and rule_version_id = 'us-3a090-2023' order by world_number
-- only: core.word_set = circuit_kind, item_test_role
with tested as (
    select threshold.*, unnest(threshold.control_paragraphs) as paragraph
    from core.rule_threshold as threshold
    where threshold.role in (select unnest(words) from core.word_set where word_set_id = 'item_test_role')
),

world as (
    select
        lived.item_id,
        lived.rule_version_id,
        lived.world_number as world,
        lived.is_datacenter,
        lived.is_us_marketed,
        lived.met_ids,
        item.item_kind
    from step.item_world_by_rule_version as lived
    join core.item as item on lived.item_id = item.item_id
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
            when world.item_kind in (select unnest(words) from core.word_set where word_set_id = 'circuit_kind')
                then caught.paragraph
            else containing.paragraph
        end as control_paragraph,
        case
            when
                world.item_kind in (select unnest(words) from core.word_set where word_set_id = 'circuit_kind')
                or containing.paragraph is not null
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

held as (
    select item_id, rule_version_id, world, list(threshold_id order by threshold_id) as met_threshold_ids
    from (select distinct item_id, rule_version_id, world, threshold_id from test where holds) as met
    group by item_id, rule_version_id, world
),

first_clause as (
    select item_id, rule_version_id, world, paragraph, min(clause) as clause
    from alternative
    where holds
    group by item_id, rule_version_id, world, paragraph
)

select
    classified.item_id,
    classified.rule_version_id,
    classified.world as world_number,
    classified.paragraph as parameter_paragraph,
    classified.control_paragraph,
    first_clause.clause,
    case when classified.paragraph is null then classified.excluding_locator end
        as excluding_locator,
    classified.is_datacenter,
    classified.is_us_marketed,
    coalesce(held.met_threshold_ids, cast([] as varchar[])) as met_threshold_ids
from classified
left join first_clause
    on
        classified.item_id = first_clause.item_id
        and classified.rule_version_id = first_clause.rule_version_id
        and classified.world = first_clause.world
        and classified.paragraph = first_clause.paragraph
left join held
    on
        classified.item_id = held.item_id
        and classified.rule_version_id = held.rule_version_id
        and classified.world = held.world
