-- question: Which chips were sold to China, by quarter?
-- example: select period_start_date, designer_id, chip_id, unit_count_low, unit_count, unit_count_high from core.chip_shipment where is_chosen and owner_id = 'china' and period_kind = 'flow' and h100e_basis = 'dense_int8' and chip_id <> 'all' order by all
with published as (
    select
        'epoch-ai' as publisher_id,
        slug_of(record.chip_manufacturer) as designer_id,
        coalesce(owner.owner_id, slug_of(record.owner_name)) as owner_id,
        case
            when record.detail = 'total' then 'all'
            else coalesce(
                alias.chip_id,
                slug_of(record.chip_manufacturer || ' ' || record.chip_key)
            )
        end as chip_id,
        case when record.series = 'cumulative' then 'cumulative' else 'flow' end as period_kind,
        record.start_date as period_start_date,
        record.end_date as period_end_date,
        cast(null as date) as stated_until_date,
        record.unit_count_low,
        record.unit_count,
        record.unit_count_high,
        'estimated' as unit_count_basis,
        record.h100e_count_low,
        record.h100e_count,
        record.h100e_count_high,
        'estimated' as h100e_count_basis,
        cast(null as double) as revenue_usd,
        case
            when coalesce(record.unit_count_high, record.h100e_count_high) is not null then 'ci90'
        end as interval_kind,
        record.note,
        record.detail = 'total' or alias.chip_id is not null as is_listed_chip,
        record.is_incomplete,
        record.series <> 'fiscal_quarter' as is_candidate,
        record.source_id,
        record.first_snapshot_id,
        record.source_locator,
        'Epoch AI, AI Chip Sales and Owners: ' || record.record_name as citation
    from raw.epoch_chip_sales as record
    left join seed.chip_owner as owner on record.owner_name = owner.owner_name
    left join seed.chip_alias as alias
        on record.source_id = alias.source_id and record.chip_key = alias.alias
),

bundled as (
    select
        shipment.publisher_id,
        shipment.designer_id,
        shipment.owner_id,
        shipment.chip_id,
        shipment.period_kind,
        shipment.period_start_date,
        shipment.period_end_date,
        shipment.stated_until_date,
        shipment.unit_count_low,
        shipment.unit_count,
        shipment.unit_count_high,
        shipment.unit_count_basis,
        shipment.h100e_count_low,
        shipment.h100e_count,
        shipment.h100e_count_high,
        shipment.h100e_count_basis,
        shipment.revenue_usd,
        shipment.interval_kind,
        shipment.note,
        shipment.chip_id = 'all' or chip.chip_id is not null as is_listed_chip,
        false as is_incomplete,
        shipment.is_believed as is_candidate,
        'seed' as source_id,
        cast(null as varchar) as first_snapshot_id,
        'seed/chip_shipment.csv, chip_shipment_id ' || shipment.chip_shipment_id as source_locator,
        shipment.citation
    from seed.chip_shipment as shipment
    left join core.chip as chip on shipment.chip_id = chip.chip_id
),

statement as (
    select * from published
    union all
    select * from bundled
),

weight as (
    select *
    from core.chip_weight
    where publisher_id in ('epoch-ai', 'datasheet')
    qualify row_number() over (
        partition by chip_id, h100e_basis order by publisher_id <> 'epoch-ai'
    ) = 1
),

weighed as (
    select
        statement.* exclude (h100e_count_low, h100e_count, h100e_count_high, h100e_count_basis),
        'dense_int8' as h100e_basis,
        coalesce(statement.h100e_count_low, statement.unit_count_low * weight.h100e_per_chip_ratio)
            as h100e_count_low,
        coalesce(statement.h100e_count, statement.unit_count * weight.h100e_per_chip_ratio)
            as h100e_count,
        coalesce(
            statement.h100e_count_high, statement.unit_count_high * weight.h100e_per_chip_ratio
        ) as h100e_count_high,
        case
            when statement.h100e_count is not null then statement.h100e_count_basis
            when statement.unit_count * weight.h100e_per_chip_ratio is not null
                then statement.unit_count_basis
        end as h100e_count_basis
    from statement
    left join weight
        on statement.chip_id = weight.chip_id and weight.h100e_basis = 'dense_int8'
    union all
    select
        statement.* exclude (h100e_count_low, h100e_count, h100e_count_high, h100e_count_basis),
        'dense_bf16',
        statement.unit_count_low * weight.h100e_per_chip_ratio,
        statement.unit_count * weight.h100e_per_chip_ratio,
        statement.unit_count_high * weight.h100e_per_chip_ratio,
        statement.unit_count_basis
    from statement
    join weight on statement.chip_id = weight.chip_id and weight.h100e_basis = 'dense_bf16'
    where statement.unit_count is not null
),

ranked as (
    select
        *,
        coalesce(
            min(case when is_candidate then period_start_date end) over (
                partition by source_id, publisher_id, designer_id
            ),
            min(period_start_date) over (partition by source_id, publisher_id, designer_id)
        ) as coverage_start_date,
        bool_or(is_candidate and source_id <> 'seed') over (
            partition by designer_id, owner_id, period_kind, chip_id = 'all', h100e_basis
        ) as has_database
    from weighed
)

select
    ranked.publisher_id,
    ranked.designer_id,
    ranked.owner_id,
    ranked.chip_id,
    ranked.period_kind,
    ranked.period_start_date,
    ranked.period_end_date,
    ranked.stated_until_date,
    ranked.unit_count_low,
    ranked.unit_count,
    ranked.unit_count_high,
    ranked.unit_count_basis,
    ranked.h100e_count_low,
    ranked.h100e_count,
    ranked.h100e_count_high,
    ranked.h100e_count_basis,
    ranked.revenue_usd,
    ranked.interval_kind,
    ranked.note,
    coalesce(owner.owner_kind, 'organization') as owner_kind,
    owner.country_code as owner_country_code,
    owner.part_of_owner_id is not null as is_in_aggregate,
    ranked.is_listed_chip,
    ranked.h100e_basis,
    ranked.is_incomplete,
    ranked.coverage_start_date,
    ranked.is_candidate and (ranked.source_id <> 'seed' or not ranked.has_database) as is_chosen,
    case
        when not ranked.is_candidate then 'a comparison, or no calendar quarter'
        when ranked.source_id = 'seed' and ranked.has_database then 'the database has the series'
        else 'databases before the bundled rows, series by series'
    end as chosen_by_rule,
    ranked.source_id,
    ranked.first_snapshot_id,
    ranked.source_locator,
    ranked.citation
from ranked
left join seed.chip_owner as owner on ranked.owner_id = owner.owner_id
