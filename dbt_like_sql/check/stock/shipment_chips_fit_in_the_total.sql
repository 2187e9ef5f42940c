-- severity: warning
-- description: no chip alone exceeds the published total of all chips of the same owner and designer
select
    part.designer_id, part.owner_id, part.chip_id, part.period_kind, part.period_end_date,
    part.h100e_count_low as chip_low, whole.h100e_count_high as total_high
from core.chip_shipment as part
join core.chip_shipment as whole
    on
        part.designer_id = whole.designer_id and part.owner_id = whole.owner_id
        and part.period_kind = whole.period_kind
        and part.period_end_date = whole.period_end_date
        and part.h100e_basis = whole.h100e_basis
where
    part.is_chosen and whole.is_chosen and whole.chip_id = 'all' and part.chip_id <> 'all'
    and coalesce(part.h100e_count_low, part.h100e_count)
    > coalesce(whole.h100e_count_high, whole.h100e_count)
