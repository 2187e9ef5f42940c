-- severity: blocking
-- description: a believed shipment lies within its own interval
select designer_id, owner_id, chip_id, period_kind, period_end_date, h100e_basis, source_locator
from core.chip_shipment
where
    is_chosen
    and (
        unit_count_low > unit_count or unit_count > unit_count_high
        or h100e_count_low > h100e_count or h100e_count > h100e_count_high
        or period_start_date > period_end_date
    )
