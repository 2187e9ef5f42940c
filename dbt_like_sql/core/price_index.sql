with base_2023 as (
    select deflator_id, avg(index_value) as mean_2023
    from seed.price_index
    where year(month_start_date) = 2023
    group by deflator_id
    having count(*) = 12
)

select
    price_index.deflator_id,
    price_index.month_start_date,
    price_index.index_value,
    base_2023.mean_2023 / price_index.index_value as to_2023_ratio,
    price_index.citation
from seed.price_index as price_index
join base_2023 on price_index.deflator_id = base_2023.deflator_id
