-- severity: warning
-- description: a chip ships no later than in the first period of which sales are believed; where they disagree, the earlier counts in core.chip_availability
-- Sales are estimates that a database revises: its early releases began series of seven chips a quarter too soon.
select sale.chip_id, chip.shipping_date, min(sale.period_end_date) as first_sale_end_date
from core.chip_shipment as sale
join core.chip as chip on sale.chip_id = chip.chip_id
where sale.is_chosen and sale.unit_count > 0
group by sale.chip_id, chip.shipping_date
having chip.shipping_date > min(sale.period_end_date)
