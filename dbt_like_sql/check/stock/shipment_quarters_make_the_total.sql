-- severity: warning
-- description: the quarters of a chip and its running total could be equal: their intervals overlap
with flow as (
    select
        designer_id, owner_id, chip_id, h100e_basis, period_end_date,
        sum(coalesce(h100e_count_low, h100e_count)) over series as flow_low,
        sum(coalesce(h100e_count_high, h100e_count)) over series as flow_high,
        min(period_start_date) over series as first_date
    from core.chip_shipment
    where is_chosen and period_kind = 'flow'
    window series as (
        partition by designer_id, owner_id, chip_id, h100e_basis order by period_end_date
    )
)

select
    total.designer_id, total.owner_id, total.chip_id, total.h100e_basis, total.period_end_date,
    flow.flow_low, flow.flow_high, total.h100e_count_low, total.h100e_count_high
from core.chip_shipment as total
join flow
    on
        total.designer_id = flow.designer_id and total.owner_id = flow.owner_id
        and total.chip_id = flow.chip_id and total.h100e_basis = flow.h100e_basis
        and total.period_end_date = flow.period_end_date
where
    total.is_chosen and total.period_kind = 'cumulative'
    and flow.first_date >= total.period_start_date
    and (
        flow.flow_low > coalesce(total.h100e_count_high, total.h100e_count)
        or flow.flow_high < coalesce(total.h100e_count_low, total.h100e_count)
    )
