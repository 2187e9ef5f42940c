-- What the chips and the energy of the final run of a model cost, hardware written off over its life.
select
    model_name,
    valid_date as release_date,
    coalesce(is_frontier, false) as is_frontier,
    cost_usd_2023_low,
    cost_usd_2023,
    cost_usd_2023_high,
    chip_name,
    training_chip_hour_count,
    cost_usd_2023_basis
from (
    select *, cost_usd_basis as cost_usd_2023_basis
    from metric.training_cost_by_model_method
    where method = 'amortised'
) as cost
where
    (is_frontier or model_id in ('deepseek-v3', 'deepseek-r1'))
    and valid_date >= date '2016-01-01'
    and cost_usd_2023 is not null
order by release_date, model_name
