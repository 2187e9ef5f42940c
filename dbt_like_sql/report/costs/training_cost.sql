-- What the chips and the energy of the final run of a model cost, hardware written off over its life.
select
    cost.model_name,
    cost.valid_date as release_date,
    coalesce(cost.is_frontier, false) as is_frontier,
    cost.cost_usd_2023_low,
    cost.cost_usd_2023,
    cost.cost_usd_2023_high,
    cost.chip_name,
    cost.training_chip_hour_count,
    cost.cost_usd_basis as cost_usd_2023_basis,
    line.value_low as fit_low,
    line.value as fit,
    line.value_high as fit_high,
    line.growth_per_year_ratio_low,
    line.growth_per_year_ratio,
    line.growth_per_year_ratio_high
from metric.training_cost_by_model_method as cost
left join metric.trend_line_by_series_day as line
    on line.series_id = 'training_cost/amortised/frontier/since_2016/real' and cost.valid_date = line.valid_date
where
    cost.method = 'amortised'
    and (cost.is_frontier or cost.model_id in ('deepseek-v3', 'deepseek-r1'))
    and cost.valid_date >= date '2016-01-01'
    and cost.cost_usd_2023 is not null
order by release_date, cost.model_name
