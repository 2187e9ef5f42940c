-- severity: warning
-- description: a running total does not fall: the next quarter's high end is not below this one's low end, nor, unless it is what others leave over, its median below this median by more than a hundredth
with running as (
    select
        *,
        lead(period_end_date) over series as next_end_date,
        lead(h100e_count) over series as next_count,
        lead(h100e_count_high) over series as next_high
    from core.chip_shipment
    where is_chosen and period_kind = 'cumulative'
    window series as (
        partition by designer_id, owner_id, chip_id, h100e_basis order by period_end_date
    )
)

select
    designer_id, owner_id, chip_id, h100e_basis, period_end_date, h100e_count, next_end_date,
    next_count
from running
where
    (owner_kind <> 'residual' and next_count < h100e_count * 0.99)
    or next_high < h100e_count_low
