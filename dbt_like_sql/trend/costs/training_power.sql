-- only: core.coverage = training_compute
with run_power_series as (
    select energy.*, 'since_2010' as period, 'since 2010' as said_period
    from metric.training_energy_by_model as energy
    where energy.valid_date >= date '2010-01-01'
    union all
    select energy.*, '2010_2024', '2010 to September 2024'
    from metric.training_energy_by_model as energy
    where energy.valid_date between date '2010-01-01' and date '2024-09-19'
)

select
    concat_ws('/', 'training_power', 'frontier', period) as series_id,
    model_id as point_id,
    'power' as group_id,
    valid_date,
    average_power_mw as value,
    'models among the ten largest by compute when released, ' || said_period || ', average power'
        as filter_text,
    coverage.data_through_date
from run_power_series
join core.coverage as coverage on coverage.coverage_id = 'training_compute'
where
    is_frontier and average_power_mw is not null
    and valid_date <= coverage.data_through_date
