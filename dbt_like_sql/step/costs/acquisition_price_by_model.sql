-- question: Which runs are costed at a price of a day after their hardware was bought?
-- example: select model_id, chip_price_id, price_date, training_start_date from step.acquisition_price_by_model where is_price_later order by model_id
select
    price.chip_id,
    price.chip_price_id,
    price.price_date,
    price.price_usd,
    price.is_single_unit,
    price.server_overhead_ratio,
    price.acquisition_date,
    price.server_share_price_usd,
    price.price_basis,
    price.constant_ids,
    price.input_row_count,
    run.model_id,
    run.training_start_date,
    coalesce(price.price_date > run.training_start_date, false) as is_price_later
from metric.training_chip_hours_by_model as run
join step.purchase_price_by_chip as price on run.chip_id = price.chip_id
qualify row_number() over (
    partition by run.model_id
    order by is_price_later, price.is_chinese, not price.is_dgx, price.price_date, price.purchase_id
) = 1
