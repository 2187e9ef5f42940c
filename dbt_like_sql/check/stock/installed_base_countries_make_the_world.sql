-- severity: warning
-- description: the stocks of all countries together and the world's could be equal: their intervals overlap
with country as (
    select
        quarter_end_date, h100e_basis, survival_model, correlation_ratio,
        sum(coalesce(stock_h100e_count_low, stock_h100e_count)) as parts_low,
        sum(coalesce(stock_h100e_count_high, stock_h100e_count)) as parts_high,
        count(*) as country_count
    from metric.installed_base_by_country_quarter
    where country_code <> 'WLD' and designer_id = 'all'
    group by all
)

select country.*, world.stock_h100e_count_low, world.stock_h100e_count_high
from country
join metric.installed_base_by_country_quarter as world
    on
        country.quarter_end_date = world.quarter_end_date
        and country.h100e_basis = world.h100e_basis
        and country.survival_model = world.survival_model
        and country.correlation_ratio = world.correlation_ratio
where
    world.country_code = 'WLD' and world.designer_id = 'all'
    and country.country_count = (select max(country_count) from country)
    and country.h100e_basis = 'dense_int8'
    and (
        country.parts_low > world.stock_h100e_count_high
        or country.parts_high < world.stock_h100e_count_low
    )
