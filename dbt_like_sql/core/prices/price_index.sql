-- question: By how much must dollars of a month be multiplied to be dollars of 2023?
-- example: select deflator_id, month_start_date, to_2023_ratio from core.price_index where month_start_date = date '2020-06-01' order by deflator_id
with price_index as (
    select
        'cpi_u' as deflator_id,
        make_date(year, cast(right(period, 2) as bigint), 1) as month_start_date,
        index_value,
        source_id,
        'BLS CPI-U, series ' || series_id as citation
    from raw.bls_cpi
    where series_id = 'CUUR0000SA0' and period between 'M01' and 'M12' and index_value is not null
    union all
    select
        'ppi_data_processing',
        month_start_date,
        index_value,
        source_id,
        'BLS producer price index, series PCU518210518210'
    from raw.fred_ppi_data_processing
    where index_value is not null
),

month_of_2023 as (
    select unnest(range(date '2023-01-01', date '2024-01-01', interval 1 month))::date as month_start_date
),

month_as_known as (
    select
        price_index.deflator_id,
        month_of_2023.month_start_date,
        max_by(price_index.index_value, price_index.month_start_date) as index_value
    from month_of_2023
    join price_index on price_index.month_start_date <= month_of_2023.month_start_date
    group by price_index.deflator_id, month_of_2023.month_start_date
),

whole_2023 as (
    select deflator_id
    from price_index
    group by deflator_id
    having max(month_start_date) >= date '2023-12-01'
),

base_2023 as (
    select deflator_id, avg(index_value) as mean_2023
    from month_as_known
    semi join whole_2023 using (deflator_id)
    group by deflator_id
    having count(*) = 12
)

select
    price_index.deflator_id,
    price_index.month_start_date,
    price_index.index_value,
    base_2023.mean_2023 / price_index.index_value as to_2023_ratio,
    price_index.source_id,
    price_index.citation
from price_index
join base_2023 on price_index.deflator_id = base_2023.deflator_id
