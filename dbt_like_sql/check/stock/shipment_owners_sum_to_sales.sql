-- severity: warning
-- description: per chip and quarter, owners together and sales could be equal, where nobody is taken out
-- The sum of the owners' low ends must not exceed the sales' high end, nor their high ends fall
-- short of its low end. Medians need not add. Chips of designers of which a named owner is taken
-- out of `other` by a path of its own (xAI, CoreWeave) are left out: there equality is not owed.
with taken_out as (
    select distinct designer_id
    from core.chip_shipment
    where is_chosen and owner_id in ('xai', 'coreweave')
),

part as (
    select
        shipment.designer_id, shipment.chip_id, shipment.period_kind, shipment.period_end_date,
        count(*) as owner_count,
        sum(coalesce(shipment.unit_count_low, shipment.unit_count)) as unit_count_low,
        sum(coalesce(shipment.unit_count_high, shipment.unit_count)) as unit_count_high
    from core.chip_shipment as shipment
    left join taken_out on shipment.designer_id = taken_out.designer_id
    where
        shipment.is_chosen and shipment.owner_kind <> 'all' and not shipment.is_in_aggregate
        and shipment.h100e_basis = 'dense_int8' and shipment.chip_id <> 'all'
        and shipment.unit_count is not null and taken_out.designer_id is null
    group by all
),

whole as (
    select designer_id, chip_id, period_kind, period_end_date, unit_count_low, unit_count,
        unit_count_high
    from core.chip_shipment
    where
        is_chosen and owner_kind = 'all' and h100e_basis = 'dense_int8' and chip_id <> 'all'
        and unit_count is not null
),

designer as (
    select distinct designer_id
    from core.chip_shipment
    where is_chosen and owner_kind = 'residual' and chip_id <> 'all'
    union
    select designer_id
    from core.chip_shipment
    where is_chosen and owner_kind not in ('all', 'residual')
    group by designer_id
    having count(distinct owner_id) = 1
)

select
    whole.designer_id, whole.chip_id, whole.period_kind, whole.period_end_date,
    part.owner_count, part.unit_count_low as owners_low, part.unit_count_high as owners_high,
    whole.unit_count_low as sales_low, whole.unit_count_high as sales_high
from whole
join designer on whole.designer_id = designer.designer_id
join part
    on
        whole.designer_id = part.designer_id and whole.chip_id = part.chip_id
        and whole.period_kind = part.period_kind
        and whole.period_end_date = part.period_end_date
where
    part.unit_count_low > coalesce(whole.unit_count_high, whole.unit_count)
    or part.unit_count_high < coalesce(whole.unit_count_low, whole.unit_count)
