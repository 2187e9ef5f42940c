-- only: core.word_set = item_test_role
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

held as (
    select result.*, threshold.operator
    from step.threshold_result_by_item as result
    join core.rule_threshold as threshold on result.threshold_id = threshold.threshold_id
    join version on threshold.rule_version_id = version.rule_version_id
    where threshold.role in (select unnest(words) from core.word_set where word_set_id = 'item_test_role')
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
            and holds_on(version.effective_date, provision.text_from_date, provision.text_to_date)
    join core.rule_version as brought on provision.rule_version_id = brought.rule_version_id
    group by version.rule_version_id
),

subject as (
    select
        item.item_id,
        version.rule_version_id,
        parameter.is_datacenter,
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
    join metric.control_parameter_by_item_rule_version as parameter
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
)

select
    world.item_id,
    world.rule_version_id,
    world.world as world_number,
    world.is_datacenter,
    world.is_us_marketed,
    coalesce(
        list(held.threshold_id order by held.threshold_id)
            filter (where held.result = 'yes' or met_open.threshold_id is not null),
        cast([] as varchar[])
    ) as met_ids
from world
left join held
    on world.item_id = held.item_id and world.rule_version_id = held.rule_version_id
left join met_open
    on
        world.item_id = met_open.item_id
        and world.rule_version_id = met_open.rule_version_id
        and world.world = met_open.world
        and held.threshold_id = met_open.threshold_id
group by
    world.item_id, world.rule_version_id, world.world, world.is_datacenter, world.is_us_marketed
