-- question: For which chips do unknown inputs leave the classification open?
-- example: select item_id, list(distinct coalesce(control_paragraph, 'none')) as paragraphs from metric.item_case_by_rule_version where rule_version_id = 'us-3a090-2023' group by item_id having count(distinct coalesce(control_paragraph, 'none')) > 1 order by item_id
with version as (
    select distinct
        version.rule_version_id, version.effective_date
    from core.rule_version as version
    join core.legal_provision as provision
        on version.series = (
            select any_value(provided.series)
            from core.rule_version as provided
            where provided.rule_version_id = provision.rule_version_id
        )
    where version.amends_id is null and version.effective_date is not null
),

tested as (
    select threshold.*, unnest(string_split(threshold.control_paragraphs, ';')) as paragraph
    from core.rule_threshold as threshold
    join version on threshold.rule_version_id = version.rule_version_id
    where threshold.role in ('control', 'exclusion', 'eligibility', 'review_policy')
),

held as (
    select result.*, threshold.operator
    from metric.threshold_result_by_item as result
    join core.rule_threshold as threshold on result.threshold_id = threshold.threshold_id
    where threshold.threshold_id in (select threshold_id from tested)
),

undecided as (
    select * from held where result = 'undetermined'
),

limit_point as (
    select item_id, rule_version_id, metric, threshold_value as point from undecided
    union
    select item_id, rule_version_id, metric, coalesce(min(value_low), 0) from undecided
    group by item_id, rule_version_id, metric
    union
    select
        item_id, rule_version_id, metric,
        coalesce(max(value_high), 2 * max(threshold_value))
    from undecided
    group by item_id, rule_version_id, metric
),

point as (
    select item_id, rule_version_id, metric, point from limit_point
    union
    select
        item_id, rule_version_id, metric,
        (point + lead(point) over (
            partition by item_id, rule_version_id, metric order by point
        )) / 2
    from limit_point
),

point_result as (
    select
        point.item_id, point.rule_version_id, point.metric, point.point,
        undecided.threshold_id,
        case undecided.operator
            when '>=' then point.point >= undecided.threshold_value
            when '>' then point.point > undecided.threshold_value
            when '<' then point.point < undecided.threshold_value
            when '<=' then point.point <= undecided.threshold_value
        end as is_met
    from point
    join undecided
        on
            point.item_id = undecided.item_id
            and point.rule_version_id = undecided.rule_version_id
            and point.metric = undecided.metric
    where point.point is not null
),

outcome as (
    select
        item_id, rule_version_id, metric,
        list(threshold_id order by threshold_id) filter (where is_met) as met_ids
    from point_result
    group by item_id, rule_version_id, metric, point
),

cell as (
    select
        item_id, rule_version_id, metric,
        coalesce(met_ids, cast([] as varchar[])) as met_ids,
        row_number() over (
            partition by item_id, rule_version_id, metric order by met_ids
        ) - 1 as cell_number,
        count(*) over (partition by item_id, rule_version_id, metric) as cell_count
    from (select distinct item_id, rule_version_id, metric, met_ids from outcome) as distinct_outcome
),

us_market as (
    select
        version.rule_version_id,
        max(coalesce(brought.published_date, brought.effective_date)) as published_date
    from version
    join core.legal_provision as provision
        on
            provision.needs_us_market
            and provision.text_from_date <= version.effective_date
            and (
                provision.text_to_date is null
                or version.effective_date < provision.text_to_date
            )
    join core.rule_version as brought on provision.rule_version_id = brought.rule_version_id
    group by version.rule_version_id
),

subject as (
    select
        item.item_id,
        item.item_kind,
        version.rule_version_id,
        parameter.is_datacenter,
        parameter.is_subject_to_ear,
        us_market.rule_version_id is not null and item.chip_id is not null as asks_us_market,
        item.chip_id is not null as has_circuit,
        coalesce(
            us_market.rule_version_id is not null
            and item.maker_country_code = 'USA'
            and chip.variant_of_chip_id is null
            and item.release_date < us_market.published_date,
            false
        ) as is_us_marketed
    from core.item as item
    cross join version
    join metric.control_parameter_by_chip_rule_version as parameter
        on
            item.item_id = parameter.item_id
            and version.rule_version_id = parameter.rule_version_id
    left join core.chip as chip on item.chip_id = chip.chip_id
    left join us_market on version.rule_version_id = us_market.rule_version_id
),

dimension as (
    select distinct item_id, rule_version_id, metric as dimension, cell_count from cell
    union all
    select item_id, rule_version_id, 'is_datacenter', cast(2 as bigint)
    from subject
    where is_datacenter is null and has_circuit
    union all
    select item_id, rule_version_id, 'is_us_marketed', cast(2 as bigint)
    from subject
    where asks_us_market and not is_us_marketed
),

stepped as (
    select
        item_id, rule_version_id, dimension, cell_count,
        cast(
            product(cell_count) over (
                partition by item_id, rule_version_id order by dimension
            ) / cell_count as bigint
        ) as stride
    from dimension
),

counted as (
    select
        subject.item_id,
        subject.rule_version_id,
        cast(coalesce(max(stepped.stride * stepped.cell_count), 1) as bigint) as world_count
    from subject
    left join stepped
        on
            subject.item_id = stepped.item_id
            and subject.rule_version_id = stepped.rule_version_id
    group by subject.item_id, subject.rule_version_id
),

numbered as (
    select item_id, rule_version_id, unnest(range(world_count)) as world
    from counted
),

choice as (
    select
        numbered.item_id, numbered.rule_version_id, numbered.world, stepped.dimension,
        (numbered.world // stepped.stride) % stepped.cell_count as cell_number
    from numbered
    join stepped
        on
            numbered.item_id = stepped.item_id
            and numbered.rule_version_id = stepped.rule_version_id
),

met_open as (
    select
        choice.item_id, choice.rule_version_id, choice.world,
        unnest(cell.met_ids) as threshold_id
    from choice
    join cell
        on
            choice.item_id = cell.item_id
            and choice.rule_version_id = cell.rule_version_id
            and choice.dimension = cell.metric
            and choice.cell_number = cell.cell_number
),

world as (
    select
        numbered.item_id,
        numbered.rule_version_id,
        numbered.world,
        subject.item_kind,
        coalesce(subject.is_datacenter, datacenter.cell_number = 1) as is_datacenter,
        subject.is_us_marketed or coalesce(market.cell_number = 1, false) as is_us_marketed
    from numbered
    join subject
        on
            numbered.item_id = subject.item_id
            and numbered.rule_version_id = subject.rule_version_id
    left join choice as datacenter
        on
            numbered.item_id = datacenter.item_id
            and numbered.rule_version_id = datacenter.rule_version_id
            and numbered.world = datacenter.world
            and datacenter.dimension = 'is_datacenter'
    left join choice as market
        on
            numbered.item_id = market.item_id
            and numbered.rule_version_id = market.rule_version_id
            and numbered.world = market.world
            and market.dimension = 'is_us_marketed'
),

met as (
    select
        world.item_id,
        world.rule_version_id,
        world.world,
        held.threshold_id,
        held.result = 'yes' or met_open.threshold_id is not null as is_met
    from world
    join held
        on
            world.item_id = held.item_id
            and world.rule_version_id = held.rule_version_id
    left join met_open
        on
            world.item_id = met_open.item_id
            and world.rule_version_id = met_open.rule_version_id
            and world.world = met_open.world
            and held.threshold_id = met_open.threshold_id
),

test as (
    select
        world.item_id, world.rule_version_id, world.world,
        tested.paragraph, tested.role, tested.clause, tested.paragraph_locator,
        tested.exception_codes,
        met.is_met and case tested.applies_to
            when 'datacenter' then coalesce(world.is_datacenter, false)
            when 'not_datacenter' then not coalesce(world.is_datacenter, true)
            else true
        end as holds
    from world
    join tested on world.rule_version_id = tested.rule_version_id
    join met
        on
            world.item_id = met.item_id
            and world.rule_version_id = met.rule_version_id
            and world.world = met.world
            and tested.threshold_id = met.threshold_id
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
            and tested.role = test.role
            and tested.clause = test.clause
            and tested.paragraph_locator = test.paragraph_locator
            and tested.metric <> 'classified_in'
    where
        tested.role in ('exclusion', 'eligibility', 'review_policy')
        and tested.paragraph_locator in (select tested_locator from core.legal_provision)
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

with_jurisdiction as (
    select case_of_world.*, true as is_subject_to_ear
    from case_of_world
    join subject
        on
            case_of_world.item_id = subject.item_id
            and case_of_world.rule_version_id = subject.rule_version_id
    where subject.is_subject_to_ear is null or subject.is_subject_to_ear
    union all
    select
        item_id, rule_version_id,
        cast(null as varchar), cast(null as varchar), cast(null as varchar), cast(null as varchar),
        cast(null as boolean), false, cast([] as varchar[]), false
    from subject
    where is_subject_to_ear is null or not is_subject_to_ear
)

select
    item_id,
    rule_version_id,
    cast(row_number() over (
        partition by item_id, rule_version_id
        order by
            is_subject_to_ear desc, control_paragraph, clause, excluding_locator,
            is_datacenter, is_us_marketed, passed_locators
    ) as bigint) as case_number,
    parameter_paragraph,
    control_paragraph,
    clause,
    excluding_locator,
    is_datacenter,
    is_subject_to_ear,
    is_us_marketed,
    passed_locators
from with_jurisdiction
