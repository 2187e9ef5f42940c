-- severity: blocking
-- description: no chip leads the frontier, or is the best that can be bought, before the day by which it is proven to ship
with named as (
    select distinct as_of_date, unnest([
        frontier_chip_id, best_legal_us_origin_chip_id, best_notify_or_exception_chip_id,
        best_available_incl_domestic_chip_id
    ]) as chip_id
    from metric.best_legal_chip_by_destination_group_objective_month
)

select named.as_of_date, named.chip_id, available.available_by_date, available.reason_code
from named
left join core.chip_availability as available on named.chip_id = available.chip_id
where
    named.chip_id is not null
    and (available.available_by_date is null or available.available_by_date > named.as_of_date)
