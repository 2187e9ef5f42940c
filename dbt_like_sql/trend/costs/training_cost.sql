-- only: core.coverage = training_compute
with run_window as (
    select 'since_2016' as period, 'since 2016' as said_period, date '9999-12-31' as last_date
    union all
    select '2016_2024', '2016 to May 2024', date '2024-05-31'
),

run_cost as (
    select model_id, method, valid_date, is_frontier, cost_usd_2023 as cost, 'real' as money
    from metric.training_cost_by_model_method
    union all
    select model_id, method, valid_date, is_frontier, cost_usd, 'nominal'
    from metric.training_cost_by_model_method
),

run_cost_series as (
    select run_cost.*, run_window.period, run_window.said_period
    from run_cost
    join run_window on run_cost.valid_date <= run_window.last_date
    where run_cost.valid_date >= date '2016-01-01'
)

select
    concat_ws('/', 'training_cost', method, 'frontier', period, money) as series_id,
    model_id as point_id,
    method as group_id,
    valid_date,
    cost as value,
    'models among the ten largest by compute when released, ' || said_period
        || ', cost of the final run' as filter_text,
    coverage.data_through_date
from run_cost_series
join core.coverage as coverage on coverage.coverage_id = 'training_compute'
where
    is_frontier and cost is not null
    and valid_date <= coverage.data_through_date
