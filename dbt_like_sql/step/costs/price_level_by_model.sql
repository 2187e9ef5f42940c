-- only: core.price_index = ppi_data_processing
with electricity as (
    select price_year, price_per_kwh_usd
    from core.electricity_price
    where country_code = 'USA' and sector = 'industrial'
),

run as (
    select model_id, release_date, cast(year(release_date) as bigint) as release_year
    from metric.training_chip_hours_by_model
),

index_of_month as (
    select run.model_id, price_index.month_start_date, price_index.to_2023_ratio
    from run
    join core.price_index as price_index on run.release_date >= price_index.month_start_date
    qualify row_number() over (partition by run.model_id order by price_index.month_start_date desc) = 1
),

electricity_of_year as (
    select run.model_id, electricity.price_year, electricity.price_per_kwh_usd
    from run
    cross join electricity
    qualify row_number() over (
        partition by run.model_id
        order by abs(electricity.price_year - run.release_year), electricity.price_year
    ) = 1
)

select
    run.model_id,
    'ppi_data_processing' as deflator_id,
    index_of_month.month_start_date as deflator_month_date,
    index_of_month.to_2023_ratio,
    electricity_of_year.price_year,
    electricity_of_year.price_per_kwh_usd
from run
left join index_of_month on run.model_id = index_of_month.model_id
left join electricity_of_year on run.model_id = electricity_of_year.model_id
