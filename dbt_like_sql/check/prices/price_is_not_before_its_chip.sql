-- severity: blocking
-- description: no chip has a bundled price before the day it was announced; of a price known by period, its last day counts
select price.chip_price_id, price.price_date, price.price_date_precision, chip.release_date
from core.chip_price as price
join core.chip as chip on price.chip_id = chip.chip_id
where
    price.source_id = 'seed'
    and price.price_date + case price.price_date_precision
        when 'year' then interval 1 year
        when 'quarter' then interval 3 month
        when 'month' then interval 1 month
        when 'day' then interval 1 day
    end <= chip.release_date
