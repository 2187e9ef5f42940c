-- severity: warning
-- description: one owner has no more of a chip than was sold of it up to a quarter, also where owners need not sum to sales
select
    part.designer_id, part.owner_id, part.chip_id, part.period_end_date,
    part.unit_count_low as owner_low, coalesce(whole.unit_count_high, whole.unit_count) as sales_high
from core.chip_shipment as part
join core.chip_shipment as whole
    on
        part.designer_id = whole.designer_id and part.chip_id = whole.chip_id
        and part.period_kind = whole.period_kind
        and part.period_end_date = whole.period_end_date
        and part.h100e_basis = whole.h100e_basis
where
    part.is_chosen and whole.is_chosen and part.owner_kind <> 'all' and whole.owner_kind = 'all'
    and part.h100e_basis = 'dense_int8'
    and coalesce(part.unit_count_low, part.unit_count)
    > coalesce(whole.unit_count_high, whole.unit_count)
