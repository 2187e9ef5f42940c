-- severity: set_aside
-- table: core.chip_price
-- column: price_date
-- description: the price is of a day before its chip was announced
with announced as (
    select chip_id, cast(value as date) as release_date
    from core.chip_fact
    where is_chosen and attribute = 'release_date' and value is not null
)

select price.chip_price_id, price.price_date, price.price_date_precision, announced.release_date
from core.chip_price as price
join announced on price.chip_id = announced.chip_id
where
    price.price_date + case price.price_date_precision
        when 'year' then interval 1 year
        when 'quarter' then interval 3 month
        when 'month' then interval 1 month
        when 'day' then interval 1 day
    end <= announced.release_date
