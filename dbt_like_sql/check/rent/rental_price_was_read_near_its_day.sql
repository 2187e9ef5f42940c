-- severity: set_aside
-- table: raw.gpu_rental_price
-- column: fetched_date
-- description: the tracker read the offer long before the day of the file, so that its day or its price is another's
with assumed as (
    select value as most
    from core.model_constant
    where constant_id = 'rental_reading_days'
)

select
    price.observed_date,
    price.provider,
    price.gpu,
    price.kind,
    price.vram_gb,
    price.min_gpu_count,
    price.offer_number,
    price.fetched_date
from raw.gpu_rental_price as price
cross join assumed
where price.observed_date - price.fetched_date > assumed.most
