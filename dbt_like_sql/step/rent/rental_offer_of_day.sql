-- by: observed_date
select
    observed_date,
    rental_offer_id,
    chip_id,
    form_unstated_id,
    provider_tier,
    term,
    region,
    provider_id,
    hardware_name,
    instance_name,
    location,
    price_per_gpu_hour_usd,
    price_basis,
    confidence_share
from core.rental_offer
where not is_superseded
qualify row_number() over (
    partition by
        observed_date, chip_id, provider_tier, term, region, provider_id, hardware_name, instance_name,
        location
    order by price_per_gpu_hour_usd, rental_offer_id
) = 1
