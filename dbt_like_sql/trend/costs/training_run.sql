-- only: core.coverage = training_compute; core.word_set = cell_against_compute
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
),

run_power_series as (
    select energy.*, 'since_2010' as period, 'since 2010' as said_period
    from metric.training_energy_by_model as energy
    where energy.valid_date >= date '2010-01-01'
    union all
    select energy.*, '2010_2024', '2010 to September 2024'
    from metric.training_energy_by_model as energy
    where energy.valid_date between date '2010-01-01' and date '2024-09-19'
),

doubted as (
    select distinct model_id
    from step.run_utilization
    where believed_cell in (select unnest(words) from core.word_set where word_set_id = 'cell_against_compute')
),

compute as (
    select model.*
    from core.model_release as model
    left join doubted on model.model_id = doubted.model_id
    where
        doubted.model_id is null and model.compute_flop is not null
        and model.release_date >= date '2010-01-01'
),

point as (
    select
        concat_ws('/', 'training_cost', method, 'frontier', period, money) as series_id,
        model_id as point_id,
        method as group_id,
        valid_date,
        cost as value,
        'models among the ten largest by compute when released, ' || said_period
            || ', cost of the final run' as filter_text
    from run_cost_series
    where is_frontier and cost is not null
    union all
    select
        concat_ws('/', 'compute_per_dollar', method, 'all_models', 'real'),
        model_id,
        method,
        valid_date,
        compute_per_usd_2023_flop,
        'base models with a known cost whose chip-hours do not come from their compute'
    from metric.compute_per_dollar_by_model
    where not is_compute_on_both_sides
    union all
    select
        concat_ws('/', 'training_power', 'frontier', period),
        model_id,
        'power',
        valid_date,
        average_power_mw,
        'models among the ten largest by compute when released, ' || said_period || ', average power'
    from run_power_series
    where is_frontier and average_power_mw is not null
    union all
    select
        'training_compute/notable/since_2010',
        model_id,
        'compute',
        release_date,
        compute_flop,
        'models that a database counts as notable, released since 2010, training compute'
    from compute
    where notability_criteria is not null
    union all
    select
        'training_compute/frontier/since_2010',
        model_id,
        'compute',
        release_date,
        compute_flop,
        'models among the ten largest by compute when released, since 2010, training compute'
    from compute
    where is_frontier
)

select
    point.series_id,
    point.point_id,
    point.group_id,
    point.valid_date,
    point.value,
    point.filter_text,
    coverage.data_through_date
from point
join core.coverage as coverage on coverage.coverage_id = 'training_compute'
where point.valid_date <= coverage.data_through_date
