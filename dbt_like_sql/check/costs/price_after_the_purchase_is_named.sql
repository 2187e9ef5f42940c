-- severity: blocking
-- description: a run costed at a price of a day after its training began says so
select cost.model_id, cost.method, cost.chip_price_id, price.price_date, cost.training_start_date
from metric.training_cost_by_model_method as cost
join core.chip_price as price on cost.chip_price_id = price.chip_price_id
where price.price_date > cost.training_start_date and not coalesce(cost.is_price_later, false)
